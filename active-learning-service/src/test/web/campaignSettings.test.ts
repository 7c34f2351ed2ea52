import { minutesOf, percentOf, settingsOf } from '../../main/resources/web/app/parts/campaignSettings.ts';
import { equal, near } from './check.ts';

function form(values: Record<string, string>, views: string[] = []): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ name: 'Autumn', ...values })) data.set(name, value);
  for (const view of views) data.append('views', view);
  return data;
}

Deno.test('shares and minutes stay as they were stated', () => {
  for (const share of [0.07, 0.125, 0.29, 0.58, 1 / 3]) {
    const again = settingsOf(form({ randomShare: String(percentOf(share)) })).randomShare;
    near(again!, share, 1e-9);
  }
  equal(percentOf(0.07), 7);
  equal(minutesOf('90s'), 1.5);
  equal(settingsOf(form({ leaseMinutes: '1.5' })).leaseDuration, '90s');
});

Deno.test('only the chosen views are taken', () => {
  equal(settingsOf(form({}, ['VIEW_A2C'])).views, ['VIEW_A2C']);
  equal(settingsOf(form({})).views, []);
});
