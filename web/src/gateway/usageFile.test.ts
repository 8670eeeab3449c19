import { expect, test } from 'vitest';
import type { UsageReport } from './usageApi';
import { csvOf } from './usageFile';

const row = { day: '2026-11-22', key: '7', name: '小红', calls: 2, turns: 1, deepTurns: 0, tokens: 30, promptTokens: 20, answerTokens: 10, estimated: false, costMicros: null, currency: null };
const report = (rows: UsageReport['rows']): UsageReport => ({ from: '2026-11-16', to: '2026-11-22', zone: 'Asia/Shanghai', rows });

test('[US2] what is shown is written as a file: no cell is a formula, and costs are exact or unknown', () => {
  const lines = csvOf(report([row, { ...row, name: '=1+1', costMicros: 300_003, currency: 'CNY' }, { ...row, name: 'a,"b"' }])).split('\r\n');
  expect(lines[0]?.startsWith('\uFEFFday,key,name,')).toBe(true);
  expect(lines[1]).toBe('2026-11-22,7,小红,2,1,0,30,20,10,false,unknown,');
  expect(lines[2]).toBe("2026-11-22,7,'=1+1,2,1,0,30,20,10,false,0.300003,CNY");
  expect(lines[3]).toContain('"a,""b"""');
});
