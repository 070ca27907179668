/* Opens <dialog id="x"> from a button with data-dialog="x"; data-dialog-close closes it; data-fill="field" puts the
   button's words into that field. A form inside is sent once only. data-dialog-again is a dialog whose text was refused:
   it is open in the page already, and becomes a modal one. */
(function () {
  "use strict";

  function show(dialog) {
    dialog.showModal();
    var field = dialog.querySelector("textarea, input:not([type=hidden]), select");
    if (field) field.focus();
  }

  document.querySelectorAll("dialog[data-dialog-again]").forEach(function (dialog) {
    if (!dialog.showModal) return;
    dialog.close();
    show(dialog);
  });

  document.addEventListener("click", function (event) {
    var opener = event.target.closest("[data-dialog]");
    if (opener) {
      var dialog = document.getElementById(opener.dataset.dialog);
      if (dialog && dialog.showModal) {
        event.preventDefault();
        show(dialog);
      }
      return;
    }
    var closer = event.target.closest("[data-dialog-close]");
    if (closer) closer.closest("dialog").close();
    var filler = event.target.closest("[data-fill]");
    if (filler) {
      var target = document.getElementById(filler.dataset.fill);
      target.value = filler.textContent.trim();
      target.focus();
    }
  });

  document.addEventListener("submit", function (event) {
    if (!event.target.closest("dialog")) return;
    var button = event.target.querySelector("[type=submit]");
    // after this turn, so that the button's own name and value are still sent
    window.setTimeout(function () { button.disabled = true; }, 0);
  });

  window.addEventListener("pageshow", function () {
    document.querySelectorAll("dialog [type=submit]").forEach(function (button) { button.disabled = false; });
  });
})();
