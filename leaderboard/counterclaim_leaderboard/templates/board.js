"use strict";
// Sort a table by a column: numbers largest first at the first click, text from A to Z; rows without a value stay last.
for (const head of document.querySelectorAll("th[data-sort]")) {
  head.querySelector("button").addEventListener("click", () => {
    const column = head.cellIndex;
    const numeric = head.dataset.sort === "number";
    const before = head.getAttribute("aria-sort");
    const order = before === (numeric ? "descending" : "ascending") ? (numeric ? "ascending" : "descending") : (numeric ? "descending" : "ascending");
    for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const body = head.closest("table").tBodies[0];
    const key = (row) => row.cells[column].dataset.value;
    const rows = [...body.rows].sort((a, b) => {
      const one = key(a), other = key(b);
      if (one === "" || other === "") return (one === "") - (other === "");
      return sign * (numeric ? Number(one) - Number(other) : one.localeCompare(other));
    });
    body.append(...rows);
  });
}
