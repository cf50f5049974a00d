"use strict";
const PAGE = 100, PRINTED = 2000;
const $ = (id) => document.getElementById(id);
const rows = JSON.parse($("decisions").textContent);
const run = JSON.parse($("about-run").textContent);
const marks = run.marks;
const state = {verdicts: new Set(), text: "", measure: "", list: "", order: "", page: 0, open: new Set()};

function make(tag, text, kind) {
  const node = document.createElement(tag);
  if (text !== undefined && text !== null) node.textContent = text;
  if (kind) node.className = kind;
  return node;
}

function everything(row) {
  if (row.hay === undefined) row.hay = JSON.stringify(row).normalize("NFKC").toLocaleLowerCase("en");
  return row.hay;
}

function shown() {
  const words = state.text.normalize("NFKC").toLocaleLowerCase("en").split(/\s+/).filter(Boolean).map((word) => JSON.stringify(word).slice(1, -1));
  const found = rows.filter((row) =>
    (!state.verdicts.size || state.verdicts.has(row.verdict)) &&
    (!state.measure || row.findings.some((each) => each.rule === state.measure)) &&
    (!state.list || row.matches.some((each) => each.list === state.list)) &&
    words.every((word) => everything(row).includes(word)));
  const ranks = Object.keys(run.verdicts);
  return state.order ? found : found.sort((a, b) => ranks.indexOf(a.verdict) - ranks.indexOf(b.verdict) || a.index - b.index);
}

function marked(verdict) {
  const mark = marks[verdict], node = make("span", mark.label, "mark");
  node.style.color = mark.ink;
  node.style.background = mark.fill;
  node.style.borderColor = mark.edge;
  return node;
}

function listed(into, title, lines) {
  if (!lines.length) return;
  into.append(make("h3", title));
  const list = make("ul");
  for (const each of lines) list.append(make("li", each));
  into.append(list);
}

function pieces(into, parts) {
  for (const [text, differs] of parts) into.append(differs ? make("mark", text) : document.createTextNode(text));
}

function matched(into, match) {
  into.append(make("h3", `${match.strength} match, score ${match.score} · ${match.ref}`));
  const names = make("div", null, "names");
  for (const [title, parts] of [["In your file", match.ours], [match.list, match.theirs]]) {
    const side = make("div");
    side.append(make("small", title));
    pieces(side, parts);
    names.append(side);
  }
  into.append(names);
  const list = make("ul");
  for (const each of [match.why, match.evidence, match.entry]) if (each) list.append(make("li", each));
  into.append(list);
}

function details(row) {
  const line = make("tr", null, "more"), cell = make("td");
  cell.colSpan = 5;
  for (const each of row.findings) listed(cell, `${each.title} (${each.rule}): ${each.answer}`, [each.text, each.facts, each.cite].filter(Boolean));
  for (const each of row.matches) matched(cell, each);
  listed(cell, "Questions that would settle the row", row.needs);
  listed(cell, "Facts read", row.facts ? [row.facts] : []);
  listed(cell, "Notes on the data", row.notes);
  line.append(cell);
  return line;
}

function drawn(index, row, body) {
  const line = make("tr"), head = make("td"), button = make("button", String(row.row));
  const open = state.open.has(index);
  button.type = "button";
  button.setAttribute("aria-expanded", String(open));
  button.setAttribute("aria-label", `Row ${row.row}, ${open ? "hide" : "show"} details`);
  button.id = `row-${index}`;
  button.addEventListener("click", () => {
    if (open) state.open.delete(index); else state.open.add(index);
    draw();
    $(`row-${index}`).focus();
  });
  head.append(button);
  if (row.place) head.append(make("div", row.place));
  const verdict = make("td");
  verdict.append(marked(row.verdict));
  line.append(head, verdict, make("td", row.record), make("td", row.parties), make("td", row.reasons));
  body.append(line);
  if (open) body.append(details(row));
}

function draw(limit) {
  const found = shown(), size = limit || PAGE, pages = Math.max(1, Math.ceil(found.length / size));
  state.page = Math.min(state.page, pages - 1);
  const body = document.createDocumentFragment(), from = limit ? 0 : state.page * PAGE;
  for (const row of found.slice(from, from + size)) drawn(row.index, row, body);
  $("rows").replaceChildren(body);
  $("count").textContent = `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows` + (limit && found.length > limit ? `; the first ${limit} are printed` : "");
  $("page").textContent = `Page ${state.page + 1} of ${pages}`;
  $("previous").disabled = state.page === 0;
  $("next").disabled = state.page >= pages - 1;
  for (const button of $("verdicts").children) button.setAttribute("aria-pressed", String(state.verdicts.has(button.dataset.verdict)));
}

function choices(select, every, values) {
  select.append(new Option(every, ""));
  for (const [value, label] of values) select.append(new Option(label, value));
}

function begin() {
  rows.forEach((row, index) => { row.index = index; });
  $("run").textContent = run.line;
  const sentence = $("verdict");
  sentence.textContent = run.sentence;
  sentence.style.cssText = "";
  sentence.style.color = run.mark.ink;
  sentence.style.background = run.mark.fill;
  sentence.style.borderColor = run.mark.edge;
  for (const [verdict, count] of Object.entries(run.verdicts)) {
    const button = make("button");
    button.type = "button";
    button.dataset.verdict = verdict;
    button.style.borderTopColor = marks[verdict].edge;
    button.append(make("b", count.toLocaleString("en")), document.createTextNode(marks[verdict].label));
    button.addEventListener("click", () => {
      if (state.verdicts.has(verdict)) state.verdicts.delete(verdict); else state.verdicts.add(verdict);
      state.page = 0;
      draw();
    });
    $("verdicts").append(button);
  }
  const measures = new Map(), lists = new Map();
  for (const row of rows) {
    for (const each of row.findings) measures.set(each.rule, each.title);
    for (const each of row.matches) lists.set(each.list, each.list);
  }
  choices($("measure"), "Every measure", [...measures].sort());
  choices($("list"), "Every list", [...lists].sort());
  const about = make("table"), lines = make("tbody");
  for (const [name, value] of run.about) {
    const line = make("tr");
    line.append(make("td", name), make("td", value));
    lines.append(line);
  }
  about.append(lines);
  $("about").append(about);
  $("foot").textContent = run.foot;
  let waiting = 0;
  $("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { state.text = $("search").value; state.page = 0; draw(); }, 150);
  });
  for (const id of ["measure", "list", "order"]) $(id).addEventListener("change", () => { state[id] = $(id).value; state.page = 0; draw(); });
  $("reset").addEventListener("click", () => {
    state.verdicts.clear();
    state.text = state.measure = state.list = $("search").value = $("measure").value = $("list").value = "";
    state.page = 0;
    draw();
  });
  $("previous").addEventListener("click", () => { state.page -= 1; draw(); $("results").focus(); });
  $("next").addEventListener("click", () => { state.page += 1; draw(); $("results").focus(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !["INPUT", "SELECT"].includes(document.activeElement.tagName)) { event.preventDefault(); $("search").focus(); }
  });
  addEventListener("beforeprint", () => draw(PRINTED));
  addEventListener("afterprint", () => draw());
  addEventListener("hashchange", go);
  if (!go()) draw();
}

// The address may carry a search ("#q=Acme&verdict=review") or a row ("#row=12", counted from 0).
function go() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const row = asked.has("row") ? Number(asked.get("row")) : -1;
  if (rows[row]) {
    state.verdicts.clear();
    state.text = state.measure = state.list = "";
    state.page = Math.floor(shown().indexOf(rows[row]) / PAGE);
    state.open.add(row);
    draw();
    $(`row-${row}`).scrollIntoView({block: "center"});
    $(`row-${row}`).focus();
    return true;
  }
  if (asked.has("q")) state.text = $("search").value = asked.get("q");
  for (const id of ["measure", "list"]) if (asked.has(id)) state[id] = $(id).value = asked.get(id);
  for (const verdict of asked.getAll("verdict")) if (marks[verdict]) state.verdicts.add(verdict);
  if (asked.size) draw();
  return asked.size > 0;
}
begin();
