// Keys go to the reader at once: nobody should have to click on it first.
addEventListener("load", () => {
  const focus = () => document.querySelector(".xterm-helper-textarea")?.focus();
  new MutationObserver((_, observer) => {
    if (document.querySelector(".xterm-helper-textarea")) {
      observer.disconnect();
      focus();
    }
  }).observe(document.getElementById("terminal"), { childList: true, subtree: true });
  focus();
  addEventListener("focus", focus);
});
