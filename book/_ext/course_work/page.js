// The page "My work": what this browser keeps of the whole course, and how it goes into a file and back.

const NAMED = "course.work.v1";
const section = document.querySelector("section.work");
const { units, words } = JSON.parse(section.querySelector(".work-data").textContent);
const part = (name) => section.querySelector(`.work-${name}`);
const nameField = part("name"), fileField = part("file");
const say = (where, text) => { part(`${where}-said`).textContent = text; };

// A storage that is closed gives nothing; one that is full gives, and takes no more.
const troubleOfStorage = () => {
  try {
    localStorage.setItem("course.probe", "x".repeat(1000));
    localStorage.removeItem("course.probe");
    return "";
  } catch {
    try { return localStorage.length >= 0 ? "full" : "closed"; } catch { return "closed"; }
  }
};

// -- what is kept ------------------------------------------------------------------------------

const countsOf = (asked) => {
  const { questions, ticked } = keptHere(asked), done = read(PROGRESS)[asked.unit] ?? {};
  const names = Object.keys(asked.questions);
  return {
    answered: names.filter((name) => questions[name] && isBegun(questions[name])).length,
    right: names.filter((name) => done[`question-${asked.unit}-${name}`]).length,
    ticked: Object.keys(ticked).length,
    asked: names.length, set: asked.exercises.length,
  };
};

const show = () => {
  const sum = { begun: 0, answered: 0, right: 0, ticked: 0 };
  for (const line of section.querySelectorAll("[data-work]")) {
    const counts = countsOf(units[line.dataset.work]);
    const begun = counts.answered + counts.right + counts.ticked > 0;
    line.hidden = !begun;
    sum.begun += begun;
    for (const name of ["answered", "right", "ticked"]) {
      const all = name === "ticked" ? counts.set : counts.asked;
      sum[name] += counts[name];
      line.querySelector(`.work-${name}`).textContent = all ? fill(words.count, { done: counts[name], all }) : words.no_quiz;
    }
  }
  part("table").hidden = !sum.begun;
  part("sum").textContent = sum.begun ? fill(words.sum, sum) : words.nothing;
  const trouble = troubleOfStorage();
  part("storage").textContent = trouble ? words[trouble] : location.protocol === "file:" ? words.folder : "";
  for (const one of section.querySelectorAll(".work-kept")) one.hidden = trouble === "closed";
};

const named = () => {
  const own = Object.values(units).map((asked) => keptHere(asked).student).find(Boolean);
  nameField.value = read(NAMED).student ?? own ?? "";
};
nameField.addEventListener("input", () => write(NAMED, { student: nameField.value }));

// -- a question before something is lost -------------------------------------------------------

const ask = (name, choices, back) => {
  const group = part(`${name}-ask`);
  const close = (then) => {
    group.hidden = true;
    back.focus();
    then?.();
  };
  group.hidden = false;
  group.querySelector("button").focus();
  for (const button of group.querySelectorAll("button")) button.onclick = () => close(choices[button.dataset.choice]);
  group.onkeydown = (event) => { if (event.key === "Escape") close(choices.cancel); };
};

// -- saving ------------------------------------------------------------------------------------

part("save").addEventListener("click", () => {
  const work = workOf(units, nameField.value), parts = Object.values(work.units);
  if (!parts.length) { say("save", words.nothing_to_save); return; }
  download("my-work.json", `${canonical(work)}\n`);
  const count = (key) => parts.reduce((sum, { kept }) => sum + Object.keys(kept[key]).length, 0);
  say("save", fill(words.saved, { units: parts.length, answers: count("questions"), exercises: count("ticked") }));
});

// -- loading -----------------------------------------------------------------------------------

const report = (parts, prefer) => {
  const lines = parts.map((one) => {
    const name = document.createElement("strong"), line = document.createElement("li");
    name.textContent = units[one.unit]?.name ?? fill(words.unknown, { unit: one.unit.slice(0, 20) });
    line.append(name, ...sentencesOf(one, { units, words, prefer }).flatMap((text) => [document.createElement("br"), text]));
    return line;
  });
  part("report").replaceChildren(...lines);
};

const finish = (text, prefer) => {
  const { trouble, parts, student } = loadable(text, units, prefer);
  if (trouble) { say("load", fill(words.refused, { why: words.trouble[trouble] })); return; }
  if (!load(parts)) { say("load", words.no_room); return; }
  report(parts, prefer);
  const count = (kinds) => parts.reduce((sum, one) => sum + kinds.reduce((n, kind) => n + (one[kind]?.length ?? 0), 0), 0);
  const taken = count(["taken", "newer", "ticked"]) + (prefer === "newer" ? count(["replaced"]) : 0);
  const unread = count(["unread", "gone", "changed", "unset"]) + parts.filter((one) => one.trouble).length;
  say("load", [fill(taken ? words.loaded : words.loaded_nothing, { taken }), unread ? words.some_unread : ""].join(" ").trim());
  if (!nameField.value && student) {
    nameField.value = student;
    write(NAMED, { student });
  }
  show();
};

fileField.addEventListener("change", async () => {
  const [file] = fileField.files;
  if (!file) return;
  part("report").replaceChildren();
  part("load-ask").hidden = true;
  say("load", "");
  let text = "";
  try {
    text = file.size > LARGEST ? " ".repeat(LARGEST + 1) : await file.text();
  } catch {
    say("load", fill(words.refused, { why: words.trouble.closed }));
    return;
  }
  // the same file may be chosen again
  fileField.value = "";
  const { parts = [] } = loadable(text, units);
  const replaced = parts.reduce((sum, one) => sum + (one.replaced?.length ?? 0), 0);
  if (!replaced) { finish(text, "newer"); return; }
  part("load-question").textContent = fill(words.replace_ask, { count: replaced });
  ask("load", {
    here: () => finish(text, "here"), newer: () => finish(text, "newer"), cancel: () => say("load", words.cancelled),
  }, fileField);
});

// -- removing ----------------------------------------------------------------------------------

part("remove").addEventListener("click", () => ask("remove", {
  remove() {
    const ours = Object.keys(localStorage).filter((key) => key.startsWith("course.quiz.v1."));
    for (const key of [...ours, PROGRESS, TICKED, ANSWERED, NAMED]) {
      localStorage.removeItem(key);
      delete memory[key];
    }
    nameField.value = "";
    part("report").replaceChildren();
    show();
    say("remove", words.removed);
  },
}, part("remove")));

section.hidden = false;
document.querySelector(".work-no-script").hidden = true;
named();
show();
addEventListener("storage", show);
addEventListener("pageshow", (event) => { if (event.persisted) show(); });
