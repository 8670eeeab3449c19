/** A short sound on opening, made here and played only for those who have asked for it. */

const KEY = 'weilu.redPacketSound';
const NOTES = [523.25, 659.25, 783.99, 1046.5];
const APART_SECONDS = 0.09;
const LASTS_SECONDS = 0.35;

export function soundIsOn(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
}

export function setSound(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // A page that may keep nothing stays silent the next time.
  }
}

export function playOpening(): void {
  if (!soundIsOn() || typeof AudioContext === 'undefined') return;
  const audio = new AudioContext();
  NOTES.forEach((note, i) => {
    const start = audio.currentTime + i * APART_SECONDS;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = 'triangle';
    tone.frequency.value = note;
    volume.gain.setValueAtTime(0.12, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + LASTS_SECONDS);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + LASTS_SECONDS);
  });
  setTimeout(() => void audio.close(), 1_000);
}
