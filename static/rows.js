/* A button [data-add-row] puts an empty copy of the last [data-row] behind it, with the next number in the names, ids
   and words of its fields. Without this script the server offers some empty rows each time. */
(function () {
  "use strict";
  var NUMBERED = ["name", "id", "for", "aria-describedby"];

  function renumber(row, from, to) {
    row.querySelectorAll("*").forEach(function (element) {
      NUMBERED.forEach(function (attribute) {
        var value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.split("_" + from).join("_" + to));
      });
    });
    row.querySelectorAll("legend, label").forEach(function (words) {
      words.firstChild.nodeValue = words.firstChild.nodeValue.replace(String(from), String(to));
    });
  }

  function emptied(row) {
    row.querySelectorAll("input, textarea").forEach(function (field) {
      field.value = "";
      field.defaultValue = "";
      field.removeAttribute("aria-invalid");
    });
    row.querySelectorAll(".error").forEach(function (error) { error.remove(); });
    row.querySelectorAll(".bad").forEach(function (field) { field.classList.remove("bad"); });
    return row;
  }

  document.querySelectorAll("[data-add-row]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var rows = document.querySelectorAll("[data-row]");
      var last = rows[rows.length - 1];
      var row = emptied(last.cloneNode(true));
      renumber(row, rows.length, rows.length + 1);
      last.after(row);
      row.querySelector("input, textarea").focus();
    });
  });
})();
