// The file of a student's whole work: of every unit the result that the gradebook reads, and what the browser
// keeps, each with its own checksum. A file may come from anywhere: what is not in order never gets further.

const WORK = "postsoviet my work";
const WORK_VERSION = 1;
const LARGEST = 5_000_000;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const isMoment = (value) => typeof value === "string" && MOMENT.test(value);
const isField = (value) =>
  typeof value === "string" || (Array.isArray(value) && value.every((one) => typeof one === "string"));
const isTry = (one) =>
  isTable(one) && isMoment(one.at) && Number.isSafeInteger(one.seconds) && one.seconds >= 0 && one.answer !== undefined;
const FLAGS = ["hint", "shown", "open", "marked", "right"];

// Made anew of what was found, so that nothing else gets in; null where it has not the form that a page writes.
const tidyVersion = (found) => {
  if (!isTable(found) || !isTable(found.fields) || !Object.values(found.fields).every(isField)) return null;
  if (!Array.isArray(found.tries) || !found.tries.every(isTry)) return null;
  const tidy = {
    fields: { ...found.fields }, tries: found.tries.map(({ at, seconds, answer }) => ({ at, seconds, answer })),
  };
  for (const flag of FLAGS) tidy[flag] = found[flag] === true;
  if (found.draft !== undefined) tidy.draft = found.draft;
  // what was kept before there were times is as old as its last try
  tidy.at = isMoment(found.at) ? found.at : tidy.tries.at(-1)?.at ?? "";
  return tidy;
};
const tidyEntry = (found, { imprint, parameters }) => {
  const isKnown = (version) => /^\d+$/.test(version) && Number(version) < parameters.length;
  if (!isTable(found) || !isTable(found.versions) || !Number.isInteger(found.version)) return null;
  if (![String(found.version), ...Object.keys(found.versions)].every(isKnown)) return null;
  const versions = Object.entries(found.versions).map(([version, kept]) => [version, tidyVersion(kept)]);
  if (versions.some(([, kept]) => !kept)) return null;
  return { imprint, version: found.version, versions: Object.fromEntries(versions) };
};

const isFilled = ({ fields }) => Object.values(fields).some((value) => value.length && String(value).trim());
const isBegun = (entry) => Object.values(entry.versions).some((kept) => kept.tries.length > 0 || isFilled(kept));
const isRight = (entry) => Object.values(entry.versions).some((kept) => kept.right);

// What this browser keeps of a unit: questions that are still asked, and exercises that are still set.
const keptHere = (asked) => {
  const whole = read(quizKey(asked.unit)), ticks = read(TICKED)[asked.unit];
  const questions = {}, ticked = {};
  for (const [name, question] of Object.entries(asked.questions)) {
    const entry = tidyEntry(fitting(whole, name, question.imprint), question);
    if (entry) questions[name] = entry;
  }
  for (const exercise of asked.exercises) {
    if (isTable(ticks) && isMoment(ticks[exercise])) ticked[exercise] = ticks[exercise];
  }
  return { questions, ticked, student: typeof whole.student === "string" ? whole.student : "" };
};

const partOf = (asked, student) => {
  const { questions: all, ticked, student: own } = keptHere(asked);
  const questions = Object.fromEntries(Object.entries(all).filter(([, entry]) => isBegun(entry)));
  if (!Object.keys(questions).length && !Object.keys(ticked).length) return null;
  const result = resultOf(asked, { questions }, student || own);
  const part = { kept: sealed({ unit: asked.unit, questions, ticked }) };
  return Object.keys(result.answers).length ? { quiz: result, ...part } : part;
};

const workOf = (units, student) => {
  const parts = Object.values(units).map((asked) => [asked.unit, partOf(asked, student)]).filter(([, part]) => part);
  return {
    format: WORK, version: WORK_VERSION, saved: new Date().toISOString(), student: student.trim(),
    units: Object.fromEntries(parts),
  };
};

// What is wrong with a file as a whole, as the key of a sentence; or the file.
const opened = (text) => {
  if (text.length > LARGEST) return { trouble: "too_large" };
  if (!text.trim()) return { trouble: "empty" };
  if (text.startsWith("PK")) return { trouble: "zip" };
  let file;
  try { file = JSON.parse(text); } catch { return { trouble: "cut" }; }
  if (file?.format === "postsoviet quiz result") return { trouble: "one_quiz" };
  if (file?.nbformat) return { trouble: "notebook" };
  if (!isTable(file) || file.format !== WORK || !isTable(file.units)) return { trouble: "foreign" };
  if (file.version !== WORK_VERSION) return { trouble: "version" };
  return { file };
};

// What is wrong with the part of one unit, or its questions and ticks.
const openedPart = (unit, part, units) => {
  if (!Object.hasOwn(units, unit)) return { trouble: "no_unit" };
  const kept = part?.kept;
  if (!isTable(kept) || !isTable(kept.questions) || !isTable(kept.ticked)) return { trouble: "not_whole" };
  const { checksum, ...rest } = kept;
  try {
    if (checksum !== sha256(canonical(rest)) || kept.unit !== unit) return { trouble: "damaged" };
  } catch {
    // too deep to be walked: no page writes that
    return { trouble: "damaged" };
  }
  return { kept };
};
