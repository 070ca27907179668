/*
 * A party's value is made here, on the party's own device, and kept here until it is revealed; the
 * server gets its commitment only. SHA-256 comes from verify.js, as crypto.subtle is absent on
 * plain http. Without this script the forms take what `mingcha draw commit` made.
 */
(function () {
"use strict";
const HEX = /[0-9a-f]{64}/;
const ROLLS = /^[1-6]{100,}$/;

function keyOf(form) {
  return `mingcha-draw:${form.dataset.drawId}:${form.dataset.party}`;
}

function kept(form) {
  try {
    const value = window.localStorage.getItem(keyOf(form)) || "";
    return HEX.test(value) ? value : "";
  } catch (fault) {
    return "";
  }
}

function keep(form, value) {
  try {
    window.localStorage.setItem(keyOf(form), value);
    return true;
  } catch (fault) {
    return false;
  }
}

function drawnHere() {
  const bytes = window.crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function promise(form, value) {
  const hashes = window.mingchaHashes;
  const hash = form.dataset.suite === "S2" ? hashes.sm3 : hashes.sha256;
  return hash.tagged("COMMIT", form.dataset.drawId, form.dataset.party, value);
}

function tell(form, text, isFault = false) {
  const told = form.querySelector("[data-ceremony-told]");
  told.textContent = text;
  told.classList.toggle("late", isFault);
}

function offerFile(form, value) {
  const link = form.querySelector("[data-ceremony-file]");
  const text = `抽取编号 ${form.dataset.drawId}\n参与方 ${form.dataset.party}\n随机数 ${value}\n揭示之前不要给任何人看。\n`;
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.hidden = false;
}

function startCommit(form) {
  const field = form.querySelector("[name=commitment]");
  const button = form.querySelector("[data-ceremony-button]");
  const fill = (value, isKept) => {
    field.value = promise(form, value);
    button.hidden = true;
    const own = form.querySelector("[data-ceremony-own]");
    if (own) own.hidden = true;
    offerFile(form, value);
    tell(form, isKept ? "随机数已保存在本机，下面是它的指纹。请保存留存文件，再提交承诺。"
      : "这个浏览器不能保存随机数：请务必保存留存文件，再提交承诺。", !isKept);
  };
  if (kept(form)) fill(kept(form), true);
  button.addEventListener("click", () => {
    const value = kept(form) || drawnHere();
    fill(value, keep(form, value));
  });
  startDice(form, fill);
}

/* Rolls of a die become a value as the page explains: SHA-256 of the digits, without blanks. */
function startDice(form, fill) {
  const field = form.querySelector("[data-ceremony-dice]");
  if (!field) return;
  form.querySelector("[data-ceremony-rolled]").addEventListener("click", () => {
    const rolls = field.value.replace(/\s+/g, "");
    if (!ROLLS.test(rolls)) {
      tell(form, `还不能用：要 100 个以上的点数，每个是 1 到 6（现在 ${rolls.length} 个）。`, true);
      return;
    }
    const value = window.mingchaHashes.sha256.hexOf(rolls);
    fill(value, keep(form, value));
  });
}

function startReveal(form) {
  const field = form.querySelector("[name=value]");
  const value = kept(form);
  if (value && !field.value) field.value = value;
  tell(form, value ? "已取出本机保存的随机数，核对方案指纹后即可揭示。"
    : "本机没有保存随机数：请换回承诺时的设备，或从留存文件读入。", !value);
  form.querySelector("[data-ceremony-read]").addEventListener("change", (event) => {
    const file = event.target.files[0];
    if (!file) return;
    file.text().then((text) => {
      const found = HEX.exec(text);
      if (found) field.value = found[0];
      tell(form, found ? "已从文件读入。" : "文件里没有 64 位十六进制的随机数。", !found);
    });
  });
}

for (const form of window.mingchaHashes ? document.querySelectorAll("form[data-ceremony]") : []) {
  form.querySelector("[data-ceremony-make]").hidden = false;
  if (form.dataset.ceremony === "commit") startCommit(form);
  else startReveal(form);
}
})();
