// Drives an explorer with the browser's own controls. All states travel with the page: the default
// one as markup, and what differs from it as a list of paths, values and one index a state.
(() => {
  "use strict";

  const number = (section, counts) => {
    const controls = [...section.querySelectorAll(".explorer-controls .control")];
    return controls.reduce((place, control, i) => {
      const field = control.querySelector("select, input[type=range], input:checked");
      return place * counts[i] + Number(field.value);
    }, 0);
  };

  const setAt = (tree, path, value) => {
    let place = tree;
    for (const step of path.slice(0, -1)) place = place[step];
    place[path.at(-1)] = value;
  };

  const readBase = (section) => ({
    sentence: section.querySelector(".explorer-sentence").textContent,
    panels: [...section.querySelectorAll(".explorer-figure")].map((panel) => {
      const canvas = panel.querySelector("[data-chart]");
      return {
        finding: panel.querySelector(".chart-finding").textContent,
        alt: canvas.getAttribute("aria-label"),
        figure: structuredClone(window.courseFigure(canvas)),
      };
    }),
    readout: {
      columns: [...section.querySelectorAll(".explorer-readout thead th")].map((cell) => cell.textContent),
      rows: [...section.querySelectorAll(".explorer-readout tbody tr")]
        .map((row) => [...row.cells].map((cell) => cell.textContent)),
    },
  });

  const written = (cell) => cell === null ? "" : typeof cell === "number" ? String(cell) : cell;

  const show = (section, view) => {
    section.querySelector(".explorer-sentence").textContent = view.sentence;
    view.panels.forEach((panel, i) => {
      const place = section.querySelector(`.explorer-figure[data-panel="${i}"]`);
      const canvas = place.querySelector("[data-chart]");
      place.querySelector(".chart-finding").textContent = panel.finding;
      canvas.setAttribute("aria-label", panel.alt);
      window.courseDraw(canvas, panel.figure);
    });
    section.querySelectorAll(".explorer-readout thead th").forEach((cell, i) => {
      cell.textContent = view.readout.columns[i];
    });
    section.querySelectorAll(".explorer-readout tbody tr").forEach((row, i) => {
      [...row.cells].forEach((cell, j) => { cell.textContent = written(view.readout.rows[i][j]); });
    });
  };

  for (const section of document.querySelectorAll("section.explorer")) {
    const { counts, changes } = JSON.parse(section.querySelector(".explorer-states").textContent);
    const base = readBase(section);
    const form = section.querySelector(".explorer-controls");
    const update = () => {
      const place = number(section, counts);
      const view = structuredClone(base);
      for (const { path, values, index } of changes) setAt(view, path, values[index[place]]);
      section.dataset.state = place;
      show(section, view);
    };
    const nameValue = (field) => {
      const text = JSON.parse(field.dataset.texts)[Number(field.value)];
      field.setAttribute("aria-valuetext", text);
      field.parentElement.querySelector("output").textContent = text;
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      if (event.target.type === "range") nameValue(event.target);
      update();
    });
    // A browser may restore a control when it returns to a page: start from what it shows.
    form.querySelectorAll("input[type=range]").forEach(nameValue);
    section.dataset.ready = "yes";
    update();
  }
})();
