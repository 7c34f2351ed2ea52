import { html } from 'lit';
import { LoadedPage } from '../../main/resources/web/app/parts/loadedPage.ts';
import { equal } from './check.ts';

type Answer = PromiseWithResolvers<string>;

class Page extends LoadedPage<string> {
  readonly asked: Answer[] = [];
  protected override fetch(): Promise<string> {
    const answer = Promise.withResolvers<string>();
    this.asked.push(answer);
    return answer.promise;
  }
  again = () => this.load();
  override render = () => html``;
}
customElements.define('test-page', Page);

Deno.test('an answer that a later one has overtaken has no effect', async () => {
  const page = new Page();
  const loads = [page.again(), page.again(), page.again()];
  page.asked[2].resolve('new');
  page.asked[0].resolve('old');
  page.asked[1].reject(new Error());
  equal(await Promise.all(loads), [false, false, true]);
  equal([page.data, page.failure], ['new', undefined]);
});

Deno.test('a failure stays until a good answer, and the data stays', async () => {
  const page = new Page();
  page.data = 'old';
  const failed = page.again();
  page.asked[0].reject('away');
  await failed;
  equal([page.data, page.failure], ['old', 'away']);
  const good = page.again();
  equal(page.failure, 'away');
  page.asked[1].resolve('new');
  await good;
  equal([page.data, page.failure], ['new', undefined]);
});
