/* Lists by the keyboard: j and k or the arrows move a cursor over the rows of [data-list], Enter opens the row, x ticks it,
   / goes to the search, ? shows the keys. Never while somebody types, and not at all where [data-keys-off] was ticked. */
(function () {
  "use strict";
  var KEPT = "mc-keys-off";
  var ROWS = "[data-list] tbody > tr, [data-list-row]";
  var TYPED = "input:not([type=checkbox]):not([type=button]):not([type=submit]), textarea, select, [contenteditable]";
  var NEXT = ["j", "ArrowDown"];
  var BEFORE = ["k", "ArrowUp"];
  var off = document.querySelector("[data-keys-off]");
  var dialog = document.getElementById("keys");

  function isOff() {
    try { return window.localStorage.getItem(KEPT) === "1"; } catch (error) { return false; }
  }

  function keep(value) {
    try { window.localStorage.setItem(KEPT, value ? "1" : "0"); } catch (error) { /* for this page only */ }
  }

  function rows() {
    return Array.prototype.filter.call(document.querySelectorAll(ROWS), function (row) {
      return row.offsetParent !== null;
    });
  }

  function current() { return document.querySelector("[data-list] .mc-cur, [data-list-row].mc-cur"); }

  function target(row) { return row.querySelector("a[href], button") || row; }

  function mark(row) {
    var before = current();
    if (before && before !== row) before.classList.remove("mc-cur");
    row.classList.add("mc-cur");
  }

  function go(step) {
    var all = rows();
    if (!all.length) return false;
    var at = all.indexOf(current());
    var row = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
    var place = target(row);
    if (place === row) row.tabIndex = -1;
    mark(row);
    place.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    return true;
  }

  function open() {
    var row = current();
    var link = row && row.querySelector("a[href]");
    if (!link) return false;
    link.click();
    return true;
  }

  function tick() {
    var row = current();
    var box = row && row.querySelector("input[type=checkbox]:not(:disabled)");
    if (!box) return false;
    box.click();
    return true;
  }

  function search() {
    var field = document.querySelector("main [role=search] input[type=text], main [role=search] input[type=search]");
    if (!field) return false;
    field.focus();
    field.select();
    return true;
  }

  function show() {
    if (!dialog || !dialog.showModal) return false;
    dialog.showModal();
    return true;
  }

  /* a letter under Caps Lock is the letter; a question mark of the Chinese keyboard is one too */
  function plain(event) {
    if (event.key === "\uff1f") return "?";
    return event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key;
  }

  function act(key, onBody) {
    if (NEXT.indexOf(key) >= 0) return go(1);
    if (BEFORE.indexOf(key) >= 0) return go(-1);
    if (key === "x") return tick();
    if (key === "/") return search();
    if (key === "?") return show();
    return key === "Enter" && onBody && open();
  }

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (isOff() || document.querySelector("dialog[open]") || event.target.closest(TYPED)) return;
    if (act(plain(event), event.target === document.body)) event.preventDefault();
  });

  document.addEventListener("focusin", function (event) {
    var row = event.target.closest(ROWS);
    if (row) mark(row);
  });

  if (off) {
    off.checked = isOff();
    off.addEventListener("change", function () { keep(off.checked); });
  }
})();
