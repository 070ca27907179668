/* Tables that behave like a spreadsheet: <table class="mc-sheet"> whose white cells hold one input or select each.
   - Enter and the down arrow go down, the up arrow goes up, left and right leave a cell at the ends of its text;
     Tab is the browser's own. The cell where one is has class cur.
   - A block copied from Excel or WPS is spread from that cell; missing rows are added from
     <template data-sheet-row> inside the table; Ctrl+Z takes the whole paste back. Grey cells are stepped over.
   - [data-sheet-sum="n"] in the foot shows the sum of column n (cells counted from 0).
   - Every change fires "sheet:change" on the table, detail.cells = what changed, so that a page can save or ask again. */
(function () {
  "use strict";

  function control(cell) { return cell ? cell.querySelector("input, select, textarea") : null; }
  function usable(cell) { var field = control(cell); return field && !field.disabled && !field.readOnly ? field : null; }
  function rows(table) { return Array.prototype.slice.call(table.tBodies[0].rows); }

  function go(cell, down, right) {
    var table = cell.closest("table");
    var all = rows(table);
    var row = all.indexOf(cell.parentNode);
    var column = cell.cellIndex;
    for (;;) {
      row += down;
      column += right;
      if (row < 0 || row >= all.length || column < 0 || column >= all[row].cells.length) return false;
      var field = usable(all[row].cells[column]);
      if (field) { field.focus(); if (field.select) field.select(); return true; }
    }
  }

  function addRow(table) {
    var template = table.querySelector("template[data-sheet-row]");
    if (!template) return null;
    var row = document.importNode(template.content, true).querySelector("tr");
    var number = table.tBodies[0].rows.length;
    row.querySelectorAll("[name]").forEach(function (field) { field.name = field.name.replace("__prefix__", String(number)); });
    var head = row.cells[0];
    if (head && !control(head)) head.textContent = String(number + 1);
    table.tBodies[0].appendChild(row);
    var total = document.querySelector("input[name$='-TOTAL_FORMS']");
    if (total) total.value = String(number + 1);
    return row;
  }

  function put(field, text) {
    if (field.tagName !== "SELECT") { field.value = text; return true; }
    var option = Array.prototype.find.call(field.options, function (one) { return one.text.trim() === text || one.value === text; });
    if (option) field.value = option.value;
    return Boolean(option);
  }

  function block(text) {
    return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map(function (line) { return line.split("\t"); });
  }

  function paste(cell, lines) {
    var table = cell.closest("table");
    var first = rows(table).indexOf(cell.parentNode);
    var undo = [];
    var refused = [];
    lines.forEach(function (line, down) {
      var row = rows(table)[first + down] || addRow(table);
      if (!row) return;
      var column = cell.cellIndex;
      line.forEach(function (text) {
        while (row.cells[column] && !usable(row.cells[column])) column += 1;
        var target = row.cells[column];
        column += 1;
        if (!target) return;
        var field = usable(target);
        undo.push([field, field.value]);
        if (!put(field, text.trim())) refused.push(target);
        target.classList.add("fresh");
        target.classList.toggle("bad", refused.indexOf(target) >= 0);
      });
    });
    table.sheetUndo = (table.sheetUndo || []).concat([undo]);
    changed(table, undo.map(function (item) { return item[0].closest("td"); }));
  }

  function takeBack(table) {
    var undo = (table.sheetUndo || []).pop();
    if (!undo) return false;
    undo.forEach(function (item) { item[0].value = item[1]; item[0].closest("td").classList.remove("fresh", "bad"); });
    changed(table, undo.map(function (item) { return item[0].closest("td"); }));
    return true;
  }

  function amount(cell) {
    var field = control(cell);
    var found = (field ? field.value : cell ? cell.textContent : "").replace(/,/g, "").match(/-?\d+(\.\d+)?/);
    return found ? Number(found[0]) : 0;
  }

  function total(table) {
    table.querySelectorAll("[data-sheet-sum]").forEach(function (cell) {
      var column = Number(cell.dataset.sheetSum);
      var sum = rows(table).reduce(function (sofar, row) { return sofar + amount(row.cells[column]); }, 0);
      cell.textContent = sum.toLocaleString("en-US", { maximumFractionDigits: 2 });
    });
  }

  function changed(table, cells) {
    total(table);
    table.dispatchEvent(new CustomEvent("sheet:change", { bubbles: true, detail: { cells: cells } }));
  }

  function inSheet(event) {
    var cell = event.target.closest && event.target.closest(".mc-sheet td");
    return cell && control(cell) === event.target ? cell : null;
  }

  function edge(field, right) {
    if (field.tagName === "SELECT") return true;
    if (field.selectionStart === null) return false; // numbers and dates have no caret to ask for
    var whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    return whole || (right ? field.selectionStart === field.value.length : field.selectionEnd === 0);
  }

  document.addEventListener("focusin", function (event) {
    var cell = inSheet(event);
    document.querySelectorAll(".mc-sheet td.cur").forEach(function (one) { one.classList.remove("cur"); });
    if (cell) cell.classList.add("cur");
  });

  document.addEventListener("keydown", function (event) {
    var cell = inSheet(event);
    if (!cell || event.isComposing) return; // Enter inside an input method only picks a word
    var field = event.target;
    var list = field.tagName === "SELECT";
    var moved = false;
    if ((event.ctrlKey || event.metaKey) && event.key === "z") moved = takeBack(cell.closest("table"));
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "Enter") moved = go(cell, event.shiftKey ? -1 : 1, 0) || true;
    else if (event.key === "ArrowDown" && !list) moved = go(cell, 1, 0);
    else if (event.key === "ArrowUp" && !list) moved = go(cell, -1, 0);
    else if (event.key === "ArrowRight" && edge(field, true)) moved = go(cell, 0, 1);
    else if (event.key === "ArrowLeft" && edge(field, false)) moved = go(cell, 0, -1);
    if (moved) event.preventDefault();
  });

  document.addEventListener("paste", function (event) {
    var cell = inSheet(event);
    var text = cell && event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return; // one value: the browser's own paste
    event.preventDefault();
    paste(cell, block(text));
  });

  document.addEventListener("input", function (event) {
    var cell = inSheet(event);
    if (!cell) return;
    cell.classList.remove("fresh");
    cell.closest("table").sheetUndo = []; // from here on Ctrl+Z is the browser's own
    changed(cell.closest("table"), [cell]);
  });

  document.querySelectorAll(".mc-sheet").forEach(total);
})();
