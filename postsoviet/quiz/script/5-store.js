// What this browser keeps: which questions are right (for the cards of units), and all that was answered.
// It is read again before every change, so that two tabs do not undo each other. Where nothing can be
// kept, as in a private window, it lasts as long as the page.

const PROGRESS = "course.progress.v1";
const memory = {};
let broken = false;

const read = (key) => {
  let kept = memory[key];
  if (!broken) {
    try { kept = JSON.parse(localStorage.getItem(key)); } catch { /* not ours, or no storage at all */ }
  }
  return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
};
const write = (key, value) => {
  memory[key] = value;
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { broken = true; }
};

const keyFor = (quiz) =>
  `course.quiz.v1.${quiz.dataset.unit}${quiz.dataset.answers === "hidden" ? ".hidden" : ""}`;

// What is kept of a question; nothing, once it asks for something else.
const entryOf = (form, whole) => {
  const entry = whole.questions?.[form.dataset.question];
  const fits = entry && entry.imprint === form.dataset.imprint && entry.versions && typeof entry.versions === "object";
  return fits ? entry : { imprint: form.dataset.imprint, version: 0, versions: {} };
};
const EMPTY = () => ({ fields: {}, tries: [], hint: false, shown: false, open: false, marked: false, right: false });
const keptOf = (entry) => {
  const kept = { ...EMPTY(), ...entry.versions[entry.version] };
  if (!Array.isArray(kept.tries)) kept.tries = [];
  kept.fields = { ...kept.fields };
  return kept;
};

const keep = (quiz, form, change) => {
  const whole = read(keyFor(quiz));
  const entry = entryOf(form, whole);
  entry.version = versionOf(form);
  const kept = keptOf(entry);
  kept.fields = fieldsOf(form);
  change?.(kept);
  entry.versions[entry.version] = kept;
  whole.questions = { ...whole.questions, [form.dataset.question]: entry };
  write(keyFor(quiz), whole);
};

const fieldsOf = (form) => {
  const fields = {};
  for (const control of form.elements) {
    if (!control.name) continue;
    const name = control.name.slice(form.id.length + 1);
    if (!control.matches("[type=radio], [type=checkbox]")) fields[name] = control.value;
    else if (control.checked) (fields[name] ||= []).push(control.value);
  }
  return fields;
};
const setFields = (form, fields) => {
  for (const control of form.elements) {
    if (!control.name) continue;
    const value = fields[control.name.slice(form.id.length + 1)];
    if (control.matches("[type=radio], [type=checkbox]")) {
      control.checked = Array.isArray(value) && value.includes(control.value);
    } else {
      control.value = typeof value === "string" ? value : "";
      if (control.matches(".pair > select, .blank > select")) spellOut(control);
    }
  }
};

const progressOf = (quiz) => {
  const done = read(PROGRESS)[quiz.dataset.unit];
  return done && typeof done === "object" ? done : {};
};
const setProgress = (quiz, change) => {
  const all = read(PROGRESS);
  const done = { ...progressOf(quiz) };
  change(done);
  // a question that the quiz has no more is not counted
  for (const id of Object.keys(done)) if (!quiz.querySelector(`form[id="${CSS.escape(id)}"]`)) delete done[id];
  all[quiz.dataset.unit] = done;
  write(PROGRESS, all);
  document.dispatchEvent(new CustomEvent("progresschange"));
};
