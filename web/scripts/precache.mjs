// A Vite plugin: writes sw.js with the list of files to keep and a version made of their names and contents.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';

const PUBLIC = new URL('../public/', import.meta.url);
const WORKER = new URL('./worker.js', import.meta.url);

export function precache() {
  return {
    name: 'weilu-precache',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const built = Object.keys(bundle).filter((name) => name.startsWith('assets/')).map((name) => `/${name}`);
        const fixed = readdirSync(PUBLIC).filter((name) => !name.startsWith('.')).map((name) => `/${name}`);
        const files = ['/index.html', ...built, ...fixed].sort();
        const hash = createHash('sha256').update(files.join('\n')).update(readFileSync(WORKER));
        for (const name of fixed) hash.update(readFileSync(new URL(`.${name}`, PUBLIC)));
        const source = readFileSync(WORKER, 'utf8')
          .replace('__VERSION__', hash.digest('hex').slice(0, 12))
          .replace('__FILES__', JSON.stringify(files));
        this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      },
    },
  };
}
