import { figuresOf, isPart, metricLabel, metricWords } from '../../main/resources/web/app/parts/modelFigures.ts';
import { equal } from './check.ts';

Deno.test('figures become a table in the order in which they are stated', () => {
  const frames = { dataSet: 'valid', name: 'frames', value: 20 };
  const dice = { dataSet: 'valid', name: 'dice', value: 0.9 };
  const other = { dataSet: 'valid/A2C', name: 'dice', value: 0.8 };
  equal(figuresOf([frames, dice, other]), {
    names: ['frames', 'dice'],
    rows: [{ dataSet: 'valid', values: [frames, dice] }, { dataSet: 'valid/A2C', values: [undefined, other] }],
  });
  equal([frames, dice, other].map(isPart), [false, false, true]);
  equal(figuresOf([{ name: 'loss', value: 1 }]).rows[0].dataSet, '');
});

Deno.test('a metric is written in its own way', () => {
  equal(metricWords({ name: 'dice', value: 0.938, lower: 0.9321, upper: 0.945 }), '0.938 (0.932 to 0.945)');
  equal(metricWords({ name: 'clipAccuracy', value: 0.9732 }), '97.3%');
  equal(metricWords({ name: 'bias' }), '0.0');
  equal([metricLabel('dice'), metricWords({ name: 'new', value: 0.12345 })], ['Dice (95 % interval)', '0.123']);
  equal(metricLabel('new'), 'new');
});
