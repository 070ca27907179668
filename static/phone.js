/* The phone shows, above everything, when there is no network ([data-offline]). */
(function () {
  "use strict";
  var strip = document.querySelector("[data-offline]");
  function show() { strip.hidden = navigator.onLine !== false; }
  if (!strip) return;
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
  show();
})();
