// Long tables that a reader can narrow. The choices stand in the address, so a view can be linked to.
(function () {
  "use strict";
  const words = JSON.parse(document.getElementById("course-words").textContent);
  const all = (selector, inside) => Array.from(inside.querySelectorAll(selector));
  const text = (cell) => cell.textContent.trim();
  const given = new URLSearchParams(location.search);

  function remember(choices) {
    const query = new URLSearchParams();
    choices.forEach(({ key, select }) => { if (select.value) query.set(key, select.value); });
    const search = (query.size ? "?" + query : location.pathname) + location.hash;
    // a page opened from a folder may not change its address
    try { history.replaceState(null, "", search); } catch (error) { /* the view works without */ }
  }

  all(".register", document).forEach(function (register, place) {
    const rows = all("tbody tr", register);
    const heads = all("thead th", register);
    // a row may be shown as a card: its cells need names, and the table its roles, which display takes away
    register.classList.add("cards");
    all("table, thead, tbody", register).forEach((part) => part.setAttribute("role", part.tagName === "TABLE" ? "table" : "rowgroup"));
    all("tr", register).forEach((row) => row.setAttribute("role", "row"));
    heads.forEach((head) => head.setAttribute("role", "columnheader"));
    rows.forEach((row) => Array.from(row.cells).forEach(function (cell, column) {
      cell.setAttribute("role", "cell");
      cell.dataset.label = text(heads[column]);
      cell.classList.toggle("blank", !text(cell));
    }));

    const form = document.createElement("form");
    form.className = "filters";
    const choices = heads.filter((head) => head.classList.contains("filter")).map(function (head, number) {
      const column = heads.indexOf(head);
      const select = document.createElement("select");
      select.id = `filter-${place}-${number}`;
      const label = Object.assign(document.createElement("label"), { htmlFor: select.id, textContent: text(head) });
      const control = Object.assign(document.createElement("div"), { className: "control" });
      control.append(label, select);
      form.append(control);
      const key = (Array.from(head.classList).find((name) => name.startsWith("column-")) || `column-${column}`).slice(7);
      const values = [...new Set(rows.map((row) => text(row.cells[column])).filter(Boolean))];
      values.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
      select.add(new Option(words.filter_all, ""));
      values.forEach((value) => select.add(new Option(value, value)));
      if (values.includes(given.get(key))) select.value = given.get(key);
      return { column, key, select };
    });
    const count = Object.assign(document.createElement("p"), { className: "filter-count" });
    count.setAttribute("role", "status");
    const reset = Object.assign(document.createElement("button"), { type: "reset", className: "button-quiet", textContent: words.filter_reset });

    const fits = (row, without) => choices.every((choice) =>
      choice === without || !choice.select.value || text(row.cells[choice.column]) === choice.select.value);

    function narrow() {
      let shown = 0;
      rows.forEach(function (row) { row.hidden = !fits(row); if (!row.hidden) shown += 1; });
      count.textContent = words.filter_shown.replace("{shown}", shown).replace("{all}", rows.length);
      reset.hidden = choices.every(({ select }) => !select.value);
      // a choice that the others leave empty cannot be taken, and each says how many rows it has
      choices.forEach(function (choice) {
        const tally = {};
        rows.forEach(function (row) {
          if (fits(row, choice)) { const value = text(row.cells[choice.column]); tally[value] = (tally[value] || 0) + 1; }
        });
        Array.from(choice.select.options).slice(1).forEach(function (option) {
          option.disabled = !tally[option.value] && !option.selected;
          option.textContent = `${option.value} (${tally[option.value] || 0})`;
        });
      });
    }
    form.addEventListener("change", function () { narrow(); remember(choices); });
    form.addEventListener("reset", () => setTimeout(function () { narrow(); remember(choices); choices[0].select.focus(); }));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.append(count, reset);
    register.prepend(form);
    narrow();
    // an address may ask for what the table does not have; then it is put right
    if (location.search) remember(choices);

    // a link to a row must find it, whatever was chosen
    function find() {
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target || !register.contains(target)) return;
      if (target.hidden) { choices.forEach(({ select }) => { select.value = ""; }); narrow(); }
      target.scrollIntoView({ block: "center" });
    }
    addEventListener("hashchange", find);
    find();
  });
})();
