import { expect, test } from 'vitest';
import { costs, decimal, micros, money } from './money';

test('[GW10] what is typed becomes whole millionths, exactly', () => {
  expect(micros('0.1')).toBe(100_000);
  expect(micros('8.5')).toBe(8_500_000);
  expect(micros('1000000')).toBe(1_000_000_000_000);
  expect(micros(' ２．５ ')).toBe(2_500_000);
  expect(micros('0')).toBe(0);
  for (const odd of ['', '.', '-1', '1e3', '1.0000001', '二', '1,5']) expect(micros(odd)).toBeNull();
});

test('[GW10] millionths are written to the last digit', () => {
  expect(decimal(0)).toBe('0');
  expect(decimal(3)).toBe('0.000003');
  expect(decimal(8_500_000)).toBe('8.5');
  expect(decimal(1_000_000_000_000)).toBe('1000000');
  expect(money(300_003, 'CNY')).toContain('0.300003');
});

test('[GW10] an unknown cost is said, beside what is known and alone', () => {
  expect(costs([], true, 'unknown')).toBe('unknown');
  expect(costs([{ micros: 2_000_000, currency: 'XXQ' }], true, 'unknown')).toMatch(/2.* \+ unknown/);
  expect(costs([{ micros: 0, currency: 'USD' }], false, 'unknown')).toContain('0.00');
  expect(costs([], false, 'unknown')).toBe('–');
});
