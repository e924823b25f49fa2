/** Beside the form's script: examples to try, and a comment that was published shown at once. */
(() => {
  "use strict";
  const EXAMPLES = [
    ["something kind", "Thank you, this is the clearest explanation of the new timetable I have read."],
    ["something rude", "The council is a bunch of clowns."],
    ["something borderline", "The harbour office is useless and lazy."],
  ];
  const form = document.getElementById("commentform");
  const tries = document.querySelector(".try");

  for (const [name, text] of EXAMPLES) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => {
      form.elements.comment.value = text;
      form.elements.comment.focus();
    });
    const item = document.createElement("li");
    item.append(button);
    tries.querySelector("ul").append(item);
  }
  tries.hidden = false;

  form.addEventListener("replyguard", ({ detail }) => {
    if (detail.verdict !== "published") {
      return;
    }
    const item = document.createElement("li");
    item.className = "comment";
    const who = document.createElement("p");
    who.className = "who";
    const name = document.createElement("bdi");
    name.textContent = detail.name.trim() || "Anonymous";
    const time = document.createElement("time");
    time.textContent = "just now";
    who.append(name, " ", time);
    const said = document.createElement("p");
    said.className = "said";
    said.dir = "auto";
    said.textContent = detail.text;
    item.append(who, said);
    let list = document.querySelector(".comments");
    if (!list) {
      list = document.createElement("ol");
      list.className = "comments";
      document.querySelector(".none").after(list);
    }
    list.prepend(item);
    document.querySelector(".none").hidden = true;
  });
})();
