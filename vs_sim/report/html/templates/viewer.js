"use strict";
(() => {
  const place = document.getElementById("viewer");
  const holder = document.getElementById("dialogues-index");
  if (!place || !holder) return;
  const index = JSON.parse(holder.textContent);
  const rows = index.rows, blocks = document.getElementsByClassName("dialogue-data");
  const ROW = 52, CUT = 2000, at = new Map(rows.map((row, n) => [row.d, n]));
  const list = document.getElementById("dialogue-list"), pane = document.getElementById("dialogue");
  const status = document.getElementById("dialogue-count"), search = document.getElementById("dialogue-search");
  const who = document.getElementById("dialogue-role"), read = new Map(), words = new Map();
  let shown = rows.map((_, n) => n), open = -1, chosen = {};

  const make = (tag, set = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(set)) {
      if (name === "text") made.textContent = value;
      else if (name === "class") made.className = value;
      else if (typeof value === "function") made.addEventListener(name, value);
      else if (value !== false && value !== null) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...inside.filter((part) => part !== null));
    return made;
  };
  const label = (name) => name.replaceAll("_", " ");
  const number = (value, digits) => value.toFixed(digits).replace(/^(-?)0\./, "$1.");
  const block = (n) => {
    if (!read.has(n)) read.set(n, JSON.parse(blocks[n].textContent));
    return read.get(n);
  };
  const said = (line) => line.c[line.i][0];

  // ---- the list: only the rows in sight are in the page
  const spacer = make("div", { class: "spacer", role: "presentation" });
  list.append(spacer);
  const draw = () => {
    const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 4);
    const last = Math.min(shown.length, first + Math.ceil(list.clientHeight / ROW) + 8);
    spacer.style.height = `${shown.length * ROW}px`;
    spacer.replaceChildren(...shown.slice(first, last).map((n, step) => item(n, first + step)));
    const active = shown.includes(open) ? `dialogue-${open}` : "";
    if (active && document.getElementById(active)) list.setAttribute("aria-activedescendant", active);
    else list.removeAttribute("aria-activedescendant");
  };
  const item = (n, position) => {
    const row = rows[n], end = row.end.map(([, value]) => value).join(" · ");
    const made = make(
      "div",
      {
        class: "item", role: "option", id: `dialogue-${n}`, "aria-selected": String(n === open),
        "aria-posinset": position + 1, "aria-setsize": shown.length, click: () => { show(n); link(); settle(); },
      },
      make("span", { class: "name", text: row.d }), make("bdi", { class: "end", text: end }),
      make("bdi", { class: "note", text: row.note }),
    );
    made.style.transform = `translateY(${position * ROW}px)`;
    return made;
  };
  const settle = () => { if (matchMedia("(max-width: 48rem)").matches) pane.focus(); };
  const reveal = () => {
    const position = shown.indexOf(open);
    if (position < 0) return;
    const top = position * ROW;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
  };
  const step = (by) => {
    if (!shown.length) return;
    const from = shown.indexOf(open);
    show(shown[Math.max(0, Math.min(shown.length - 1, from < 0 ? 0 : from + by))]);
    reveal(); draw(); link();
  };
  list.addEventListener("scroll", draw);
  list.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(list.clientHeight / ROW) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length }[event.key];
    if (by) { step(by); event.preventDefault(); }
    if (event.key === "Enter") { pane.focus(); event.preventDefault(); }
  });

  // ---- filters and search
  const spoken = (n) => {
    if (!words.has(n)) words.set(n, block(n).lines.filter((line) => !line.p).map((line) => [line.r, said(line).toLowerCase()]));
    return words.get(n);
  };
  const choose = () => {
    const wanted = search.value.trim().toLowerCase(), role = who.value;
    shown = [];
    rows.forEach((row, n) => {
      const fits = Object.entries(chosen).every(([name, value]) => !value || (row.is[name] || []).includes(value));
      if (fits && (!wanted || spoken(n).some(([by, text]) => (!role || by === role) && text.includes(wanted)))) shown.push(n);
    });
    const of = rows.length.toLocaleString("en");
    status.textContent = shown.length === rows.length ? `${of} dialogues` : `${shown.length.toLocaleString("en")} of ${of} dialogues`;
    list.scrollTop = 0;
    reveal(); draw();
  };
  const again = () => { if (open >= 0) show(open); };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { choose(); again(); }, 120); });
  who.append(make("option", { value: "", text: "everyone" }), ...index.roles.map((role) => make("option", { value: role, text: label(role) })));
  who.addEventListener("change", () => { choose(); again(); });
  const facets = document.getElementById("dialogue-facets");
  for (const facet of index.facets.filter((facet) => facet.entries.length > 1 || facet.name === "Change of mind")) {
    const select = make("select", { "data-facet": facet.name, change: () => { chosen[facet.name] = select.value; choose(); } });
    select.append(make("option", { value: "", text: "all" }));
    for (const [value, count] of facet.entries) select.append(make("option", { value, text: `${value} (${count.toLocaleString("en")})` }));
    facets.append(make("label", {}, make("span", { text: label(facet.name) }), select));
  }
  document.getElementById("dialogue-clear").addEventListener("click", () => {
    chosen = {};
    search.value = ""; who.value = "";
    for (const select of facets.querySelectorAll("select")) select.value = "";
    choose(); again();
  });

  // ---- one dialogue
  const marked = (text, wanted) => {
    if (!wanted) return [text];
    const parts = [], low = text.toLowerCase();
    if (low.length !== text.length) return [text];
    let from = 0;
    for (let hit = low.indexOf(wanted); hit >= 0 && parts.length < 400; hit = low.indexOf(wanted, from)) {
      parts.push(text.slice(from, hit), make("mark", { text: text.slice(hit, hit + wanted.length) }));
      from = hit + wanted.length;
    }
    return [...parts, text.slice(from)];
  };
  const written = (text, wanted = "") => {
    const whole = make("bdi", { class: "said" }, ...marked(text.slice(0, CUT), wanted));
    if (text.length <= CUT) return [whole];
    const more = make("button", { type: "button", class: "more", text: `Show all ${text.length.toLocaleString("en")} characters`, click: () => { whole.textContent = text; more.remove(); } });
    return [whole, make("span", { text: " … " }), more];
  };
  const share = (p) => {
    const bar = make("span", { class: "bar", "aria-hidden": "true" }), fill = make("span");
    fill.style.width = `${Math.min(100, 100 * p)}%`;
    bar.append(fill);
    return bar;
  };
  const offered = (line) => {
    const body = make("tbody", {}, ...line.c.map(([text, stated, p], n) => make(
      "tr", { class: n === line.i ? "drawn" : false },
      make("td", {}, n === line.i ? make("span", { class: "mark", text: "drawn" }) : null, ...written(text)),
      make("td", { class: "number", text: stated === null ? "none" : String(stated) }),
      make("td", { class: "number" }, share(p), make("span", { text: number(p, 3) })),
    )));
    const head = make("thead", {}, make("tr", {}, ...["answer", "stated", "used"].map((name, n) => make("th", { scope: "col", class: n ? "number" : false, text: name }))));
    const how = `${line.c.length} candidates by ${line.m}, drawn by ${line.s}` + (line.s === "mode" ? "" : ` with u = ${number(line.u, 3)}`);
    return make("div", { class: "offered" }, make("table", {}, make("caption", { text: how + (line.g ? `; repairs: ${line.g.join(", ")}` : "") }), head, body));
  };
  const spread = (entry, line, button, yes) => {
    const there = entry.querySelector(".offered");
    if (yes && !there) entry.append(offered(line));
    if (!yes && there) there.remove();
    button.setAttribute("aria-expanded", String(yes));
  };
  const entry = (d, line, wanted) => {
    const made = make("li", { class: line.p ? "private" : false, id: `line-${line.t}`, tabindex: "-1", "data-role": line.r });
    const address = `#d=${encodeURIComponent(d)}&t=${encodeURIComponent(line.t)}`;
    const head = make("div", { class: "head" }, make("a", { class: "at", href: address, text: line.p ? "#" : line.t, "aria-label": `Link to ${line.p ? label(line.q) : "turn " + line.t}` }));
    head.append(make("span", { class: "who", text: label(line.r) + (line.p ? " · private" : "") }));
    for (const code of line.k || []) head.append(make("span", { class: "code", "data-code": code, text: label(code) }));
    if (line.c.length > 1) {
      const p = line.c[line.i][2];
      const button = make("button", { type: "button", class: "p", "aria-expanded": "false", text: `p = ${number(p, 2)} · ${line.c.length} candidates`, click: () => {
        const yes = button.getAttribute("aria-expanded") !== "true";
        spread(made, line, button, yes);
        history.replaceState(null, "", yes ? address : `#d=${encodeURIComponent(d)}`);
      } });
      head.append(button);
      made.unfold = () => spread(made, line, button, true);
    }
    const asked = line.q === "utterance" ? null : make("span", { class: "asked", title: (index.questions[line.q] || {}).ask || "", text: `${label(line.q)}: ` });
    made.append(head, make("p", { class: "words" }, asked, ...written(said(line), wanted)));
    return made;
  };
  const SVG = "http://www.w3.org/2000/svg";
  const shape = (tag, set) => { const made = document.createElementNS(SVG, tag); for (const [name, value] of Object.entries(set)) made.setAttribute(name, value); return made; };
  const courses = (lines) => {
    const found = new Map();
    for (const line of lines) if (line.p && line.x !== null && line.v !== undefined && (index.questions[line.q] || {}).span) found.set(line.q, [...(found.get(line.q) || []), line]);
    return [...found].filter(([, points]) => points.length > 1).map(([name, points]) => course(name, points));
  };
  const course = (name, points) => {
    const [low, high] = index.questions[name].span, width = 300, height = 56, last = points.length - 1;
    const x = (n) => 8 + (n * (width - 16)) / last, y = (value) => height - 8 - ((value - low) * (height - 16)) / (high - low || 1);
    const drawn = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${label(name)} after each exchange: ${points.map((line) => line.v).join(", ")}` });
    for (const edge of [low, high]) drawn.append(shape("line", { x1: 0, x2: width, y1: y(edge), y2: y(edge), class: "edge" }));
    drawn.append(shape("polyline", { points: points.map((line, n) => `${x(n)},${y(line.v)}`).join(" ") }));
    points.forEach((line, n) => drawn.append(shape("circle", { cx: x(n), cy: y(line.v), r: 3 })));
    return make("div", { class: "course" }, make("span", { text: `${label(name)}, ${low} to ${high}: ${points[0].v} → ${points[last].v}` }), drawn);
  };
  const moment = (line) => (line.x !== null ? `Exchange ${line.x + 1}` : line.w === "start" ? "At the start" : "At the end");
  const show = (n) => {
    const data = block(n), wanted = search.value.trim().toLowerCase(), role = who.value;
    open = n;
    const parts = [make("h3", { text: `Dialogue ${data.d}` })];
    const end = data.end.map(([name, value]) => `${label(name)}: ${value}`).join(" · ");
    parts.push(make("p", { class: "outcome" }, make("bdi", { text: data.failed ? `Failed: ${data.failed}` : end })));
    if (data.whole.length) parts.push(make("p", { class: "codes" }, ...data.whole.map((code) => make("span", { class: "code", "data-code": code, text: code }))));
    parts.push(...courses(data.lines));
    for (const [name, facts] of data.personas) if (facts.length) parts.push(make("details", { class: "persona" }, make("summary", { text: `Who the ${label(name)} is` }), make("p", {}, make("bdi", { text: facts.join("; ") }))));
    let before = null, inside = null;
    for (const line of data.lines.filter((line) => !role || line.r === role)) {
      if (moment(line) !== before) parts.push(make("h4", { text: (before = moment(line)) }), (inside = make("ol", { class: "lines" })));
      inside.append(entry(data.d, line, wanted));
    }
    if (data.wrong.length) parts.push(make("h4", { text: "Replies that could not be used" }), make("ul", { class: "wrong" }, ...data.wrong.map(([name, what, reason, raw]) => make("li", {}, make("bdi", { text: `${name}: ${what}, ${reason}` }), make("p", { class: "words" }, ...written(raw))))));
    pane.replaceChildren(...parts);
    pane.setAttribute("aria-label", `Dialogue ${data.d}`);
    pane.scrollTop = 0;
    draw();
  };
  const link = () => history.replaceState(null, "", `#d=${encodeURIComponent(rows[open].d)}`);
  const follow = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (!asked.has("d") || !at.has(asked.get("d"))) return false;
    who.value = "";
    show(at.get(asked.get("d")));
    reveal(); draw();
    const line = asked.has("t") ? document.getElementById(`line-${asked.get("t")}`) : null;
    if (line && line.unfold) line.unfold();
    (line || place).scrollIntoView({ block: line ? "center" : "start" });
    if (line) line.focus({ preventScroll: true });
    return true;
  };
  document.getElementById("dialogue-before").addEventListener("click", () => step(-1));
  document.getElementById("dialogue-after").addEventListener("click", () => step(1));
  addEventListener("hashchange", follow);
  addEventListener("resize", draw);
  place.hidden = false;
  choose();
  if (!follow() && rows.length) { show(0); draw(); }
})();
