/* Draws the charts of the slides, and starts reveal on a wide screen. */
(() => {
  "use strict";
  const SLIDE = { width: 1100, height: 680 };
  /* smaller than this nobody reads in the last row: a taller chart is drawn large, and scrolled */
  const LEAST = 0.8;
  const SCROLLED = 1.2;
  const MOST = 1.5;
  const deck = document.getElementById("deck");
  const charts = [...document.querySelectorAll(".chart")];
  const wide = window.innerWidth >= 700;
  const onPaper = /[?&](view=print|print-pdf)/.test(location.search);

  const begun = new Map();
  function draw(chart) {
    if (!begun.has(chart)) begun.set(chart, drawNow(chart));
    return begun.get(chart);
  }

  async function drawNow(chart) {
    const figure = JSON.parse(chart.querySelector("script").textContent);
    const canvas = chart.querySelector(".canvas");
    const height = figure.layout.height || 380;
    const width = chart.clientWidth || SLIDE.width;
    if (wide && !onPaper) fill(chart);
    const room = wide ? chart.clientHeight || 515 : height;
    const fits = Math.min(MOST, room / height);
    const scale = !wide ? 1 : onPaper || fits >= LEAST ? fits : SCROLLED;
    canvas.replaceChildren();
    canvas.style.width = `${width / scale}px`;
    canvas.style.transform = `scale(${scale})`;
    canvas.style.transformOrigin = "0 0";
    // a transform takes no room of its own
    canvas.style.height = `${height}px`;
    canvas.style.marginBottom = `${height * (scale - 1)}px`;
    const layout = { ...figure.layout, width: Math.floor(width / scale), height, autosize: false };
    await Plotly.newPlot(canvas, figure.data, layout, { displayModeBar: false });
    if (chart.scrollHeight > chart.clientHeight + 1) letScroll(chart);
  }

  function fill(chart) {
    const slide = chart.closest("section");
    const others = [...slide.children].filter((part) => part !== chart);
    const taken = others.reduce((sum, part) => sum + part.offsetHeight, 0);
    // 24: the spaces between them
    if (taken) chart.style.height = `${SLIDE.height - taken - 24}px`;
  }

  function letScroll(chart) {
    chart.tabIndex = 0;
    chart.setAttribute("role", "group");
    chart.setAttribute("aria-label", chart.closest("section").querySelector("h2").textContent);
    chart.addEventListener("keydown", (event) => {
      // these move inside the chart, and not to another slide
      if (/^(Arrow(Up|Down)|Page(Up|Down)|Home|End)$/.test(event.key)) event.stopPropagation();
    });
  }

  async function drawAll() {
    await Promise.all(charts.map(draw));
    // says to whoever prints by program that all is there
    document.documentElement.dataset.drawn = "all";
  }

  const seen = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => draw(entry.target)),
    { rootMargin: "300px" },
  );
  window.addEventListener("beforeprint", drawAll);
  if (!wide) {
    charts.forEach((chart) => seen.observe(chart));
    return;
  }
  deck.classList.add("reveal");
  document.getElementById("slides").classList.add("slides");
  const reveal = new Reveal(deck, {
    ...SLIDE,
    margin: 0.05,
    center: false,
    hash: true,
    slideNumber: "c/t",
    transition: "none",
    scrollActivationWidth: null,
  });
  const drawCurrent = () => reveal.getCurrentSlide().querySelectorAll(".chart").forEach(draw);
  reveal.on("slidechanged", drawCurrent);
  reveal.on("pdf-ready", drawAll);
  reveal.initialize().then(() => {
    // as an application, a screen reader could not read line by line
    deck.removeAttribute("role");
    // on paper the pages are cut first: see pdf-ready
    if (!onPaper) drawCurrent();
  });
})();
