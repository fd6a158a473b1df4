// Draws cards from JSON. Texts become text nodes and never HTML; what Plotly shows was escaped.
"use strict";

(() => {
  const main = document.querySelector("main");
  const cards = new Map();
  const shapes = new Set(["fully", "partly", "not"]);
  let bridge = null;
  let narrowBelow = 860;

  const tell = (topic, content) => bridge.tell(topic, JSON.stringify(content));

  function made(tag, name, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  // --- Looks -----------------------------------------------------------------------------------

  function dress(look) {
    const style = document.documentElement.style;
    for (const [name, value] of Object.entries(look.variables)) {
      style.setProperty(`--${name}`, value);
    }
    document.documentElement.lang = look.language;
    narrowBelow = look.narrowBelow;
    fit();
  }

  function fit() {
    document.body.classList.toggle("narrow", window.innerWidth < narrowBelow);
  }

  // --- Cards -----------------------------------------------------------------------------------

  function newCard(name) {
    const root = made("section", "card");
    const card = { name, root, plot: null, points: [], place: 0, key: null };
    root.dataset.name = name;
    card.title = made("h2");
    card.title.id = `title-${name}`;
    root.setAttribute("aria-labelledby", card.title.id);
    card.answer = made("p", "answer");
    card.tools = made("span", "tools");
    const head = made("header");
    const texts = made("div");
    texts.append(card.title, card.answer);
    head.append(texts, card.tools);
    card.body = made("div", "body");
    root.append(head, card.body);
    return card;
  }

  function fill(card, given, words) {
    card.root.className = `card s${given.span}`;
    card.title.textContent = given.title;
    card.answer.textContent = given.answer;
    card.answer.hidden = !given.answer;
    card.tools.replaceChildren(...tools(card, given, words));
    const parts = [];
    if (given.chart) {
      if (!card.chart) newChart(card);
      card.chart.setAttribute("aria-label", given.summary);
      parts.push(card.chart);
    } else if (card.chart) {
      Plotly.purge(card.plot);
      card.chart = card.plot = null;
    }
    if (given.counts) parts.push(counts(given.counts));
    if (given.empty) parts.push(made("p", "empty", given.empty));
    if (given.table) parts.push(table(given.table, words));
    if (given.more) parts.push(action("link", given.more.text, given.more.target));
    for (const remark of given.remarks) {
      parts.push(made("p", remark.warning ? "remark warning" : "remark", remark.text));
    }
    if (given.action) parts.push(action("action", given.action.text, given.action.target));
    // The chart keeps its place in the page, or its focus would be lost with each drawing.
    const kept = new Set(parts);
    for (const child of [...card.body.children]) if (!kept.has(child)) child.remove();
    parts.forEach((part, place) => {
      if (card.body.children[place] !== part) card.body.insertBefore(part, card.body.children[place] || null);
    });
  }

  function tools(card, given, words) {
    const found = [];
    if (given.choices.length) {
      const select = made("select");
      select.setAttribute("aria-label", words.choose);
      for (const choice of given.choices) {
        const option = made("option", "", choice.text);
        option.selected = choice.chosen;
        select.append(option);
      }
      select.addEventListener("change", () =>
        tell("activated", given.choices[select.selectedIndex].target));
      found.push(select);
    }
    const copy = made("button", "quiet", words.copy);
    copy.setAttribute("aria-haspopup", "menu");
    copy.setAttribute("aria-label", `${words.copy}: ${given.title}`);
    copy.addEventListener("click", () => {
      const box = copy.getBoundingClientRect();
      tell("menu", { card: card.name, x: Math.round(box.left), y: Math.round(box.bottom) });
    });
    found.push(copy);
    return found;
  }

  function action(name, text, target, label) {
    const button = made("button", name, text);
    if (label) button.setAttribute("aria-label", label);
    button.addEventListener("click", () => tell("activated", target));
    return button;
  }

  function shape(kind) {
    const made_ = made("span", `shape ${shapes.has(kind) ? kind : "none"}`);
    made_.setAttribute("aria-hidden", "true");
    return made_;
  }

  // A number of markers and their status, as a button that leads to them.
  function counts(rows) {
    const box = made("div", "counts");
    for (const row of rows) {
      const [status, number] = row.cells;
      const button = action("count", "", row.target);
      button.append(shape(status.kind), `${number.text} ${status.text.toLowerCase()}`);
      box.append(button);
    }
    return box;
  }

  function table(given, words) {
    const box = made("div", "table");
    const shown = made("table");
    const head = made("tr");
    for (const header of given.headers) {
      const cell = made("th", header.number ? "number" : "", header.text);
      cell.scope = "col";
      head.append(cell);
    }
    if (given.asks) head.append(made("th"));
    shown.createTHead().append(head);
    const body = shown.createTBody();
    for (const row of given.rows) body.append(tableRow(row, given, words));
    box.append(shown);
    return box;
  }

  function tableRow(row, given, words) {
    const line = made("tr");
    row.cells.forEach((cell, place) => {
      const name = given.headers[place].number ? "number" : cell.kind ? "status" : "";
      const shown = made("td", name);
      if (cell.kind) shown.append(shape(cell.kind));
      shown.append(cell.text);
      line.append(shown);
    });
    if (given.asks) {
      const last = made("td", "number");
      last.append(action("link", words.why, row.target, `${words.why} ${row.cells[0].text}`));
      line.append(last);
    }
    return line;
  }

  // --- Charts ----------------------------------------------------------------------------------

  function newChart(card) {
    card.chart = made("div", "chart");
    card.chart.setAttribute("role", "group");
    card.plot = made("div", "plot");
    card.plot.setAttribute("aria-hidden", "true");
    card.layer = made("div", "points");
    card.chart.append(card.plot, card.layer);
    card.layer.addEventListener("keydown", (event) => move(card, event));
  }

  async function draw(card, given) {
    // When it draws again, Plotly takes the height from here, and the chart would fall flat.
    card.plot.style.height = `${given.layout.height}px`;
    await Plotly.react(card.plot, given.data, given.layout, given.config);
    if (!card.plot.dataset.listens) {
      card.plot.dataset.listens = "yes";
      card.plot.on("plotly_click", (event) => {
        const point = event.points[0];
        if (point && point.customdata) tell("activated", point.customdata.target);
      });
      card.plot.on("plotly_hover", (event) => {
        const { curveNumber, pointNumber } = event.points[0];
        point(card, "pointer");
        showTip(card, card.points.findIndex(
          (entry) => entry.curveNumber === curveNumber && entry.pointNumber === pointNumber));
      });
      card.plot.on("plotly_unhover", () => {
        point(card, "");
        hideTip();
      });
      card.plot.on("plotly_afterplot", () => place(card));
    }
    place(card);
  }

  function point(card, cursor) {
    const layer = card.plot.querySelector(".nsewdrag");
    if (layer) layer.style.cursor = cursor;
  }

  // What a point says stands below it and covers no other; Plotly's own labels would.
  const tip = made("div", "tip");
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);

  function showTip(card, number) {
    const button = card.layer.children[number];
    if (!button) return;
    const box = button.getBoundingClientRect();
    tip.textContent = card.points[number].content.label;
    tip.hidden = false;
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const middle = (box.left + box.right - tip.offsetWidth) / 2;
    tip.style.left = `${Math.max(8, Math.min(middle, room)) + window.scrollX}px`;
    tip.style.top = `${box.bottom + 6 + window.scrollY}px`;
  }

  function hideTip() {
    tip.hidden = true;
  }

  // Over each bar lies a button for keyboard and screen reader; the mouse goes through to Plotly.
  function place(card) {
    const host = card.chart.getBoundingClientRect();
    const found = [];
    for (const bar of card.plot.querySelectorAll(".barlayer .trace .point")) {
      const path = bar.querySelector("path");
      const trace = bar.parentNode.parentNode.__data__[0].trace;
      const number = bar.__data__.i;
      const content = trace.customdata && trace.customdata[number];
      if (!path || !content) continue;
      const box = path.getBoundingClientRect();
      found.push({ box, content, curveNumber: trace.index, pointNumber: number });
    }
    found.sort((a, b) => (Math.abs(a.box.top - b.box.top) > 4 ? rows(a, b) : a.box.left - b.box.left));
    card.points = found;
    card.place = Math.min(card.place, Math.max(0, found.length - 1));
    while (card.layer.children.length > found.length) card.layer.lastChild.remove();
    while (card.layer.children.length < found.length) card.layer.append(pointButton(card));
    found.forEach((entry, number) => {
      const button = card.layer.children[number];
      button.setAttribute("aria-label", entry.content.label);
      button.tabIndex = number === card.place ? 0 : -1;
      button.style.left = `${entry.box.left - host.left}px`;
      button.style.top = `${entry.box.top - host.top}px`;
      button.style.width = `${entry.box.width}px`;
      button.style.height = `${entry.box.height}px`;
    });
  }

  // Upright bars share their foot and not their top: those are read from left to right.
  function rows(a, b) {
    if (Math.abs(a.box.bottom - b.box.bottom) < 4) return a.box.left - b.box.left;
    return a.box.top - b.box.top;
  }

  function pointButton(card) {
    const button = made("button", "point-button");
    const number = () => [...card.layer.children].indexOf(button);
    button.addEventListener("click", () => tell("activated", card.points[number()].content.target));
    button.addEventListener("focus", () => {
      card.place = number();
      [...card.layer.children].forEach((other, place) => { other.tabIndex = place === card.place ? 0 : -1; });
      if (button.matches(":focus-visible")) showTip(card, card.place);
    });
    button.addEventListener("blur", hideTip);
    return button;
  }

  function move(card, event) {
    const last = card.points.length - 1;
    const steps = {
      ArrowRight: () => card.place + 1,
      ArrowLeft: () => card.place - 1,
      ArrowDown: () => beside(card, 1),
      ArrowUp: () => beside(card, -1),
      Home: () => 0,
      End: () => last,
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const next = Math.min(last, Math.max(0, step()));
    card.layer.children[next].focus();
  }

  // The nearest point in the next row up or down; in a single row simply the next point.
  function beside(card, direction) {
    const here = card.points[card.place].box;
    const middle = (box) => (box.left + box.right) / 2;
    const ahead = card.points
      .map((entry, number) => ({ number, box: entry.box }))
      .filter(({ box }) => direction * (box.top - here.top) > 4
        && Math.abs(box.bottom - here.bottom) > 4);
    if (!ahead.length) return card.place;
    const nearest = Math.min(...ahead.map(({ box }) => Math.abs(box.top - here.top)));
    return ahead
      .filter(({ box }) => Math.abs(box.top - here.top) < nearest + 4)
      .sort((a, b) => Math.abs(middle(a.box) - middle(here)) - Math.abs(middle(b.box) - middle(here)))[0]
      .number;
  }

  // --- What the window calls -------------------------------------------------------------------

  async function show(serial, given, look) {
    dress(look);
    const wanted = new Set(given.map((entry) => entry.name));
    for (const [name, card] of cards) {
      if (wanted.has(name)) continue;
      if (card.plot) Plotly.purge(card.plot);
      card.root.remove();
      cards.delete(name);
    }
    const drawn = [];
    for (const entry of given) {
      if (!cards.has(entry.name)) cards.set(entry.name, newCard(entry.name));
      const card = cards.get(entry.name);
      fill(card, entry, look.words);
      if (main.children[drawn.length] !== card.root) {
        main.insertBefore(card.root, main.children[drawn.length] || null);
      }
      drawn.push(card);
    }
    let hasAppeared = false;
    for (const [number, entry] of given.entries()) {
      if (!entry.chart) continue;
      await draw(drawn[number], entry.chart);
      if (!hasAppeared) tell("appeared", { serial });
      hasAppeared = true;
    }
    tell("drawn", { serial });
  }

  async function picture(serial, chart, size) {
    try {
      const layout = { ...chart.layout, width: size.width, height: size.height, autosize: false };
      const made = { data: chart.data, layout, config: { ...chart.config, responsive: false } };
      const image = await Plotly.toImage(made, { format: "png", ...size });
      tell("picture", { serial, image });
    } catch (error) {
      tell("picture", { serial, image: "", error: String(error) });
    }
  }

  // The first chart of a process takes four times as long as the second, until its program is
  // compiled and its fonts are found: so one is drawn unseen while the page waits to be used.
  async function warm() {
    const unseen = made("div");
    unseen.style.cssText = "position: absolute; visibility: hidden";
    document.body.append(unseen);
    const bar = { type: "bar", orientation: "h", y: ["1", "2"], x: [1, 2], text: ["1", "2"],
      textposition: "inside", hoverinfo: "none",
      marker: { color: "#888", line: { width: 1 }, pattern: { shape: "/", fillmode: "overlay" } } };
    const layout = { width: 400, height: 200, barmode: "stack", yaxis: { type: "category" },
      legend: { orientation: "h" },
      annotations: [{ text: '<b>1</b><br><span style="color:#888; font-size:10px">1</span>' }] };
    await Plotly.react(unseen, [bar, bar], layout, { displayModeBar: false, responsive: true });
    Plotly.purge(unseen);
    unseen.remove();
  }

  // What was clicked stays where it is when the explanation beside the page makes it narrower.
  let held = null;

  function hold(event) {
    const root = event.target.closest(".card");
    const button = event.target.closest("button");
    held = root && { root, button, top: root.getBoundingClientRect().top, height: root.offsetHeight,
      at: button ? button.getBoundingClientRect().top : event.clientY };
  }

  function keep() {
    if (!held || !held.root.isConnected) return;
    const box = held.root.getBoundingClientRect();
    // A bar that was clicked is as far down in its card as before, by the share of its height.
    const now = held.button && held.button.isConnected
      ? held.button.getBoundingClientRect().top
      : box.top + (held.at - held.top) * (box.height / held.height);
    window.scrollBy(0, now - Math.min(held.at, window.innerHeight - 48));
  }

  window.spame = { show, picture, warm };
  window.addEventListener("resize", fit);
  document.addEventListener("click", hold, true);
  window.addEventListener("wheel", () => { held = null; }, { passive: true });
  window.addEventListener("keydown", (event) => { if (event.key !== "Enter" && event.key !== " ") held = null; });
  new ResizeObserver(keep).observe(main);
  new QWebChannel(qt.webChannelTransport, (channel) => {
    bridge = channel.objects.bridge;
    tell("ready", {});
  });
})();
