import { NoAnswer, Refused } from '../../main/resources/web/app/api/client.ts';
import { DICTIONARIES, t } from '../../main/resources/web/app/i18n/language.ts';
import { explain } from '../../main/resources/web/app/parts/explain.ts';
import { equal } from './check.ts';

Deno.test('a failure is explained in the language of the reader', () => {
  equal(explain(new NoAnswer('down')), t('noAnswerText'));
  equal(explain(new Refused(429, 'TOO_MANY_LEASES', 'Sentence of the service.')), DICTIONARIES.en.tooManyLeases);
});

Deno.test('without a text of the pages, the sentence of the service is shown', () => {
  equal(explain(new Refused(400, 'BAD_REQUEST', 'The request is invalid: name.')), 'The request is invalid: name.');
  equal(explain('no error'), 'no error');
});
