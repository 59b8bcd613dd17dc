// Draws the charts of a page. plotly is one file for the whole site; it is fetched when the first
// chart comes near the viewport, or before printing, and never on a page without charts.
(() => {
  "use strict";
  const settings = window.courseCharts;
  const BUNDLE = new URL("vendor/plotly-basic.min.js", document.currentScript.src).href;
  const CONFIG = { displayModeBar: false, responsive: false, doubleClick: false, showTips: false };
  const NARROW = 560;
  // A chart on paper is as wide as the text of an A4 page, whatever the screen was.
  const PAPER_WIDTH = 640;
  const FALLBACK = { family: "sans-serif" };
  // A slow or filtered connection may lose the library once; seconds until the next try.
  const PAUSES = [2, 8, 30];
  const figures = new WeakMap();
  // Pixels above a legend that a chart has free for a telephone and does not need at its present width.
  const spare = new WeakMap();
  // Pixels across of each chart when it was drawn.
  const widths = new WeakMap();
  const failures = new WeakMap();
  let bundle, printing = false;

  const plotly = () => bundle ||= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = BUNDLE;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => { bundle = undefined; reject(new Error("plotly did not load")); };
    document.head.append(script);
  });

  const isDark = () => document.documentElement.dataset.theme === "dark";

  // A figure is stored in the light colours; each has one partner in the dark.
  const recolour = (value) => {
    if (typeof value === "string") return settings.dark[value] || value;
    if (Array.isArray(value)) return value.map(recolour);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, recolour(inner)]));
    }
    return value;
  };

  // The page keeps a height free for each chart; what it keeps less on a wide screen comes off the room above the legend.
  const roomOf = (canvas) => [...canvas.querySelectorAll(".chart-room")]
    .map((room) => room.getBoundingClientRect().height).find(Boolean);
  const fitted = (canvas, layout) => {
    const height = roomOf(canvas);
    if (printing || !height) return layout;
    const known = spare.get(canvas);
    const less = known?.width === canvas.clientWidth ? known.pixels : layout.height - height;
    return less ? { ...layout, height, margin: { ...layout.margin, t: layout.margin.t - less } } : { ...layout, height };
  };

  // A legend that stands on the drawing is known by its place; the room above it is measured once a width. The drawing
  // takes what the legend does not need.
  const hasSpare = (canvas) => {
    const { layout } = figures.get(canvas);
    const drawn = canvas.querySelector(".legend .bg");
    if (!drawn || layout.legend?.y !== 1 || printing || spare.get(canvas)?.width === canvas.clientWidth) return false;
    const pixels = Math.max(0, Math.floor(layout.margin.t - drawn.getBoundingClientRect().height - 14));
    if (Math.abs(pixels - (layout.height - roomOf(canvas))) < 14) return false;
    spare.set(canvas, { width: canvas.clientWidth, pixels });
    return true;
  };

  const prepared = (canvas) => {
    const figure = structuredClone(figures.get(canvas));
    const { height, ...layout } = fitted(canvas, figure.layout);
    if (canvas.clientWidth < NARROW) layout.font = { ...layout.font, size: 12 };
    const size = printing ? { width: PAPER_WIDTH, autosize: false } : { autosize: true };
    const look = { data: figure.data, layout: { ...layout, height, ...size } };
    const coloured = isDark() && !printing ? recolour(look) : look;
    // The page's own paper shows through, so a chart sits on it in either mode.
    coloured.layout.paper_bgcolor = coloured.layout.plot_bgcolor = "rgba(0,0,0,0)";
    return coloured;
  };

  const draw = async (canvas) => {
    try {
      const Plotly = await plotly();
      const { data, layout } = prepared(canvas);
      await Plotly.react(canvas, data, layout, CONFIG);
      if (hasSpare(canvas)) {
        const again = prepared(canvas);
        await Plotly.react(canvas, again.data, again.layout, CONFIG);
      }
      canvas.querySelector(".chart-waiting")?.remove();
      canvas.dataset.drawn = "yes";
      widths.set(canvas, canvas.clientWidth);
    } catch (error) {
      const note = canvas.querySelector(".chart-waiting");
      if (note) note.textContent = settings.failed;
      const times = failures.get(canvas) ?? 0;
      failures.set(canvas, times + 1);
      if (times < PAUSES.length) setTimeout(() => near.observe(canvas), 1000 * PAUSES[times]);
      throw error;
    }
  };

  const canvases = [...document.querySelectorAll("[data-chart]")];
  for (const canvas of canvases) {
    const block = canvas.querySelector('script[type="application/json"]');
    const figure = JSON.parse(block.textContent);
    figure.layout.template ??= settings.template;
    figures.set(canvas, figure);
    block.remove();
  }

  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) { near.unobserve(target); draw(target); }
    }
  }, { rootMargin: "400px" });
  canvases.forEach((canvas) => near.observe(canvas));

  let turning;
  const sizes = new ResizeObserver(() => {
    clearTimeout(turning);
    turning = setTimeout(() => {
      if (!printing) canvases.filter((one) => one.dataset.drawn && widths.get(one) !== one.clientWidth).forEach(draw);
    }, 100);
  });
  canvases.forEach((canvas) => sizes.observe(canvas));

  const redrawDrawn = () => canvases.filter((canvas) => canvas.dataset.drawn).forEach(draw);
  document.addEventListener("themechange", redrawDrawn);

  const drawForPaper = () => { printing = true; return Promise.allSettled(canvases.map(draw)); };
  // Once plotly is there, this draws before the browser takes its picture of the page.
  addEventListener("beforeprint", drawForPaper);
  addEventListener("afterprint", () => { printing = false; redrawDrawn(); });
  // The print key waits for plotly; a page that was never scrolled would print without charts.
  addEventListener("keydown", async (event) => {
    if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    await drawForPaper();
    print();
  });

  const wrapped = (text, width) => text.split(/\s+/).reduce((lines, word) => {
    const last = lines.at(-1);
    return last && (last + " " + word).length <= width
      ? [...lines.slice(0, -1), last + " " + word] : [...lines, word];
  }, []);

  // A picture travels without its page, so it takes the finding and the source along.
  const captioned = (layout, figure) => {
    const finding = wrapped(figure.querySelector(".chart-finding").textContent, 76);
    const source = wrapped(figure.querySelector(".chart-source").textContent, 120);
    const above = 24 * finding.length + 26, below = 17 * source.length + 22;
    const { t, b, ...sides } = layout.margin;
    const small = { xref: "paper", yref: "paper", x: 0, showarrow: false, align: "left", xanchor: "left" };
    return {
      ...layout,
      // The picture is drawn where the page's own fonts are not at hand, and measured with what is used.
      font: { ...layout.font, ...FALLBACK },
      legend: { ...layout.legend, font: FALLBACK },
      height: layout.height + above + below,
      margin: { ...sides, l: Math.max(sides.l, 24), t: t + above, b: b + below },
      annotations: [
        ...(layout.annotations || []),
        { ...small, y: 1, yanchor: "bottom", yshift: t + 8, text: `<b>${finding.join("<br>")}</b>`, font: { size: 18 } },
        { ...small, y: 0, yanchor: "top", yshift: -b - 6, text: source.join("<br>"), font: { size: 12 } },
      ],
    };
  };

  document.addEventListener("click", async (event) => {
    const picture = event.target.closest("[data-chart-png]");
    if (!picture) return;
    const figure = picture.closest("figure");
    const canvas = figure.querySelector("[data-chart]");
    await draw(canvas);
    const look = prepared(canvas);
    const layout = captioned(look.layout, figure);
    layout.paper_bgcolor = layout.plot_bgcolor = getComputedStyle(document.body).backgroundColor;
    const Plotly = await plotly();
    await Plotly.downloadImage(
      { data: look.data, layout },
      { format: "png", filename: figure.id, width: 900, height: layout.height, scale: 2 },
    );
  });

  window.courseDraw = (canvas, figure) => {
    // an explorer may draw more rows than before: the room for them grows with what the reader asked for
    const more = figure.layout.height - figures.get(canvas).layout.height;
    if (more) for (const room of canvas.querySelectorAll(".chart-room")) room.setAttribute("height", +room.getAttribute("height") + more);
    figures.set(canvas, figure);
    return canvas.dataset.drawn ? draw(canvas) : undefined;
  };
  window.courseFigure = (canvas) => figures.get(canvas);
})();
