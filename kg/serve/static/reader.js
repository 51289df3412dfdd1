// Choosing a claim shows its words, and choosing words their claims, without asking the server.
"use strict";
(() => {
  const marks = [...document.querySelectorAll("mark[data-claims]")];
  const items = [...document.querySelectorAll("li[data-claim]")];
  const claims = (mark) => mark.dataset.claims.split(" ");

  function choose(numbers, kind) {
    for (const mark of marks) mark.classList.toggle(kind, claims(mark).some((each) => numbers.includes(each)));
    for (const item of items) {
      item.classList.toggle(kind, numbers.includes(item.dataset.claim));
      if (kind !== "chosen") continue;
      const link = item.querySelector("a.number");
      if (numbers.includes(item.dataset.claim)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function show(element) {
    const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element?.scrollIntoView({ block: "nearest", behavior: quiet ? "auto" : "smooth" });
  }

  for (const item of items) {
    item.addEventListener("mouseenter", () => choose([item.dataset.claim], "near"));
    item.addEventListener("mouseleave", () => choose([], "near"));
    item.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link && !link.classList.contains("number")) return;
      event.preventDefault();
      choose([item.dataset.claim], "chosen");
      history.replaceState(null, "", item.querySelector("a.number").href);
      show(marks.find((mark) => claims(mark).includes(item.dataset.claim)));
    });
  }
  for (const mark of marks)
    mark.addEventListener("click", (event) => {
      if (event.target.closest("a") || !getSelection().isCollapsed) return;
      choose(claims(mark), "chosen");
      show(items.find((item) => item.classList.contains("chosen")));
    });
  for (const link of document.querySelectorAll("article a.number[href^='#']"))
    link.addEventListener("click", () => {
      const item = document.getElementById(link.hash.slice(1));
      if (item) choose([item.dataset.claim], "chosen");
    });
})();
