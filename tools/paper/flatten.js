// Runs inside Chromium. Draws one figure and returns it as SVG whose words stand where Chromium put them: each piece
// of text is an element of its own with a place and a length. The press knows too little of nested and wrapped text.
async (given) => {
  "use strict";
  const [figure, width] = given;
  const SVG = "http://www.w3.org/2000/svg";
  // each file of the typeface is a family of its own for the press
  const FAMILY = ["", " latin-ext", " cyrillic", " cyrillic-ext"].map((ending) => `'Source Sans 3${ending}'`).join();
  const KEPT = ["font-size", "font-weight", "font-style", "fill", "fill-opacity", "opacity"];
  const tidy = (number) => String(Math.round(number * 100) / 100);

  const pieces = function* (text) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let start = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.data.trim();
      // a sign that the browser does not draw has no place
      const blank = node.data.length - node.data.trimStart().length;
      if (words) yield { node, words, first: start + blank };
      start += node.data.length;
    }
  };

  const flat = (text) => [...pieces(text)].map(({ node, words, first }) => {
    const place = text.getStartPositionOfChar(first);
    const piece = document.createElementNS(SVG, "text");
    const look = getComputedStyle(node.parentElement);
    const styles = KEPT.map((name) => `${name}:${look.getPropertyValue(name)}`);
    piece.setAttribute("style", [`font-family:${FAMILY}`, ...styles].join(";"));
    piece.setAttribute("x", tidy(place.x));
    piece.setAttribute("y", tidy(place.y));
    if (words.length > 1) piece.setAttribute("textLength", tidy(text.getSubStringLength(first, words.length)));
    if (text.hasAttribute("transform")) piece.setAttribute("transform", text.getAttribute("transform"));
    piece.textContent = words;
    return piece;
  });

  // Room above the legend and below the axes was kept for telephones. What cannot be seen does not count.
  const trim = (drawing) => {
    const seen = [...drawing.querySelectorAll("text, path, rect, circle, line, image")].filter((one) => {
      if (one.closest("defs, clipPath")) return false;
      const { fill, fillOpacity, stroke, strokeOpacity } = getComputedStyle(one);
      return one.localName === "image" || (fill !== "none" && +fillOpacity) || (stroke !== "none" && +strokeOpacity);
    });
    const edge = drawing.getBoundingClientRect().top;
    const boxes = seen.map((one) => one.getBoundingClientRect()).filter((box) => box.width || box.height);
    const top = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.top - edge))) - 3);
    const bottom = Math.min(height, Math.ceil(Math.max(...boxes.map((box) => box.bottom - edge))) + 3);
    drawing.setAttribute("viewBox", `0 ${top} ${width} ${bottom - top}`);
    drawing.setAttribute("height", bottom - top);
  };

  const height = figure.layout.height ?? 420;
  const canvas = document.createElement("div");
  document.body.append(canvas);
  const clear = "rgba(0,0,0,0)";
  const layout = { ...figure.layout, width, height, autosize: false, paper_bgcolor: clear, plot_bgcolor: clear };
  await Plotly.newPlot(canvas, figure.data, layout, { staticPlot: true });
  const address = await Plotly.toImage(canvas, { format: "svg", width, height });
  Plotly.purge(canvas);
  canvas.innerHTML = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  const drawing = canvas.querySelector("svg");
  for (const text of drawing.querySelectorAll("text")) text.replaceWith(...flat(text));
  trim(drawing);
  const markup = new XMLSerializer().serializeToString(drawing);
  canvas.remove();
  return markup;
}
