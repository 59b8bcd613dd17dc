// Paper cannot open a list: what it holds stands beside it, once where all lists of a question hold the same.
let onPaper = [];
const choicesOf = (list, tag) => {
  const choices = document.createElement(tag === "li" ? "ul" : "span");
  choices.className = "on-paper";
  choices.append(...[...list.options].slice(1).map((option) => {
    const choice = document.createElement(tag);
    choice.textContent = option.textContent;
    return choice;
  }));
  onPaper.push(choices);
  return choices;
};
addEventListener("beforeprint", () => {
  for (const form of document.querySelectorAll("form.question")) {
    const pair = form.querySelector(".pair");
    pair?.before(choicesOf(pair.querySelector("select"), "li"));
    for (const list of form.querySelectorAll(".blank > select")) list.after(choicesOf(list, "span"));
  }
});
addEventListener("afterprint", () => {
  onPaper.forEach((choices) => choices.remove());
  onPaper = [];
});
