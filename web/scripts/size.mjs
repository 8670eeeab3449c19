// How much JavaScript a first room costs: the entry and what it imports, compressed. Fails above the goal.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const GOAL_KB = 180;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const seen = new Set();

function visit(name) {
  if (seen.has(name)) return;
  seen.add(name);
  for (const next of manifest[name].imports ?? []) visit(next);
}

visit('index.html');
const files = ['look.js', ...[...seen].map((name) => manifest[name].file)].filter((file) => file.endsWith('.js'));
const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length, 0);
const kb = Math.round(bytes / 102.4) / 10;
console.log(`JavaScript before the first room: ${kb} KB gzip in ${files.length} files (goal: ${GOAL_KB} KB)`);
process.exit(kb <= GOAL_KB ? 0 : 1);
