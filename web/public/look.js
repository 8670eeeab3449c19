// Runs before the first paint so that a chosen light or dark look and language never flash the other one.
try {
  const look = localStorage.getItem('weilu.look');
  if (look === 'light' || look === 'dark') document.documentElement.dataset.look = look;
  const language = localStorage.getItem('weilu.language');
  if (language) document.documentElement.lang = language;
} catch {
  // No storage in this window: the system's look is used.
}
