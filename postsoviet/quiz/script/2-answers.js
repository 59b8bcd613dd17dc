// From the controls of a form to an answer, in the form that result files and marking.py have.

const named = (form, part) => form.querySelector(`[name="${form.id}-${part}"]`);
const group = (form, part) => [...form.querySelectorAll(`[name^="${form.id}-${part}-"]`)];
const chosen = (form, part) =>
  [...form.querySelectorAll(`[name="${form.id}-${part}"]:checked`)].map((input) => input.value);
const keyOf = (form) => form.querySelector(".answer-key");
const entries = (form, name) => [...keyOf(form).querySelectorAll(`[data-${name}]`)];
const place = (control) => control.value === "" ? null : Number(control.value);
const blank = (control) => control.matches("select") ? place(control) : control.value;

// Without a key nothing says in which order the bank has things: they are written as they are shown.
const ANSWERS = {
  single: (form) => chosen(form, "option").map(Number)[0] ?? null,
  multiple: (form) => chosen(form, "option").map(Number),
  "true-false": (form) => ({
    verdict: { true: true, false: false }[chosen(form, "verdict")[0]] ?? null,
    reason: chosen(form, "reason").map(Number)[0] ?? null,
  }),
  number: (form) => named(form, "answer").value,
  text: (form) => named(form, "answer").value,
  ordering: (form) => keyOf(form)
    ? entries(form, "item").map((entry) => place(named(form, `item-${entry.dataset.item}`)))
    : { shown: group(form, "item").map(place) },
  matching(form) {
    const given = group(form, "pair").map(place);
    if (!keyOf(form)) return { shown: given };
    const order = JSON.parse(entries(form, "order")[0].dataset.order);
    return given.map((one) => one === null ? null : order[one]);
  },
  blanks(form) {
    const given = group(form, "blank").map(blank);
    if (!keyOf(form)) return { shown: given };
    return Object.fromEntries(entries(form, "blank").map((entry, at) => [entry.dataset.blank, given[at]]));
  },
  open: (form) => ({ text: named(form, "answer").value, ticked: chosen(form, "tick").map(Number) }),
};
const answerOf = (form) => ANSWERS[form.dataset.type](form);

// Whether anything was answered at all; a tick or a reason alone is no answer yet.
const holds = (answer) => {
  if (answer === null || typeof answer === "string") return Boolean(answer?.trim());
  return typeof answer === "object" ? Object.values(answer).some(holds) : true;
};
const isGiven = (form) => {
  const answer = answerOf(form), kind = form.dataset.type;
  return holds(kind === "true-false" ? answer.verdict : kind === "open" ? answer.text : answer);
};
