// What this browser keeps, by keys of the whole course: which questions are right (for the cards of
// units), all that was answered, which exercises are ticked, and what was answered to them. It is read again before every change, so
// that two tabs do not undo each other. Where nothing can be kept, it lasts as long as the page.

const PROGRESS = "course.progress.v1";
const TICKED = "course.exercises.v1";
const ANSWERED = "course.answers.v1";
const quizKey = (unit) => `course.quiz.v1.${unit}`;
const memory = {};
let broken = false;

const isTable = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);
const read = (key) => {
  let kept = memory[key];
  if (!broken || kept === undefined) {
    try { kept = JSON.parse(localStorage.getItem(key)); } catch { /* not ours, or no storage at all */ }
  }
  return isTable(kept) ? kept : {};
};
const write = (key, value) => {
  memory[key] = value;
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    broken = true;
    dispatchEvent(new CustomEvent("workunkept"));
  }
};
