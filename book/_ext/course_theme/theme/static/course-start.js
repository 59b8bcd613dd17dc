// Runs before what follows the title is painted; where the browser has it already, before anything is.
(function () {
  "use strict";
  var root = document.documentElement, choice = "auto";
  try { choice = localStorage.getItem("colour-mode") || "auto"; } catch (error) { /* storage may be closed */ }
  var dark = choice === "dark" || (choice === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.colourMode = choice;
  root.classList.add("js");
})();
