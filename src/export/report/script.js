"use strict";
(() => {
  const FORMS = { n: "name", p: "pronoun", d: "description" };
  const bar = document.getElementById("bar");
  const told = document.getElementById("told");
  // Of each article, its members in the order of its cast: the button, and the mentions with all pieces of their words.
  const articles = [...document.querySelectorAll("section.article")].map((section) => {
    const members = new Map();
    for (const button of section.querySelectorAll(".who")) {
      members.set(button.dataset.e, { button, mentions: new Map() });
    }
    for (const piece of section.querySelectorAll("[data-m]")) {
      for (const token of piece.dataset.m.split(" ")) {
        const [number, member, form] = token.split(".");
        const mentions = members.get(member)?.mentions;
        if (!mentions) continue;
        if (!mentions.has(number)) mentions.set(number, { form, pieces: [] });
        mentions.get(number).pieces.push(piece);
      }
    }
    return { section, members: [...members.values()].map((it) => ({ ...it, mentions: [...it.mentions.values()] })) };
  });
  let chosen = null;
  let at = -1;

  const article = () => chosen?.article ?? articles.find((it) => it.section.getBoundingClientRect().bottom > 80) ?? articles[0];
  const pieces = (member) => member.mentions.flatMap((it) => it.pieces);

  function tell() {
    const { member } = chosen;
    const name = member.button.querySelector(".name").textContent;
    if (at < 0) {
      told.textContent = `${name}: ${member.mentions.length} in the text`;
      return;
    }
    const mention = member.mentions[at];
    const words = mention.pieces.map((it) => it.textContent).join("");
    const form = FORMS[mention.form[0]] + (mention.form.endsWith("?") ? ", not sure" : "");
    told.textContent = `${name}, ${at + 1} of ${member.mentions.length}: “${words.trim()}” (${form})`;
  }

  function release() {
    if (!chosen) return;
    for (const it of pieces(chosen.member)) it.classList.remove("on", "now");
    chosen.member.button.setAttribute("aria-pressed", "false");
    chosen = null;
    at = -1;
    bar.hidden = true;
  }

  function choose(of, member) {
    const isSame = chosen?.member === member;
    release();
    if (isSame || !member) return;
    chosen = { article: of, member };
    for (const it of pieces(member)) it.classList.add("on");
    member.button.setAttribute("aria-pressed", "true");
    bar.hidden = false;
    tell();
  }

  function next(by) {
    const { members } = article();
    if (members.length === 0) return;
    const now = chosen ? members.indexOf(chosen.member) : by > 0 ? -1 : 0;
    const member = members[(now + by + members.length) % members.length];
    if (chosen?.member === member) return;
    choose(article(), member);
    member.button.focus({ preventScroll: true });
    member.button.scrollIntoView({ block: "nearest" });
  }

  function walk(by) {
    if (!chosen) next(1);
    if (!chosen) return;
    const { mentions } = chosen.member;
    if (mentions.length === 0) return;
    if (at >= 0) for (const it of mentions[at].pieces) it.classList.remove("now");
    at = at < 0 && by < 0 ? mentions.length - 1 : (at + by + mentions.length) % mentions.length;
    for (const it of mentions[at].pieces) it.classList.add("now");
    const first = mentions[at].pieces[0];
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center" });
    tell();
  }

  function show(id) {
    for (const it of document.querySelectorAll(".shown")) it.classList.remove("shown");
    const match = /^(a\d+)-([sqk])(\d+)$/.exec(id);
    if (!match) return;
    const section = document.getElementById(match[1]);
    for (const it of section?.querySelectorAll(`[data-${match[2]}~="${match[3]}"]`) ?? []) it.classList.add("shown");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select")) return;
    const act = { "]": () => next(1), "[": () => next(-1), n: () => walk(1), N: () => walk(-1), Escape: release }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("click", (event) => {
    const target = event.target;
    if (target.closest("#bar")) return;
    const link = target.closest('a[href^="#"]');
    if (link) return show(link.getAttribute("href").slice(1));
    const piece = target.closest("[data-m]");
    const named = target.closest("[data-e]");
    if (!piece && !named) return;
    const of = articles.find((it) => it.section.contains(target));
    if (!of) return;
    if (named) {
      const member = of.members.find((it) => it.button.dataset.e === named.dataset.e);
      if (member) choose(of, member);
      return;
    }
    const member = of.members.find((it) => it.button.dataset.e === piece.dataset.m.split(" ")[0].split(".")[1]);
    if (!member) return;
    if (chosen?.member !== member) choose(of, member);
    else for (const it of pieces(member)) it.classList.remove("now");
    at = member.mentions.findIndex((it) => it.pieces.includes(piece));
    for (const it of member.mentions[at]?.pieces ?? []) it.classList.add("now");
    tell();
  });
  document.getElementById("back").addEventListener("click", () => walk(-1));
  document.getElementById("next").addEventListener("click", () => walk(1));
  document.getElementById("end").addEventListener("click", release);
  addEventListener("hashchange", () => show(location.hash.slice(1)));
  if (location.hash) show(location.hash.slice(1));
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const it of opened) it.open = true;
  });
  addEventListener("afterprint", () => {
    for (const it of opened) it.open = false;
  });
})();
