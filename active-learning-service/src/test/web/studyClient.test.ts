import { Refused } from '../../main/resources/web/app/api/client.ts';
import { StudyClient } from '../../main/resources/web/app/api/studyClient.ts';
import { EVERY_STUDY } from '../../main/resources/web/app/api/studyFilter.ts';
import { equal, fails } from './check.ts';

function setUp(answer: Response) {
  const paths: string[] = [];
  const client = new StudyClient(undefined, (path) => {
    paths.push(path);
    return Promise.resolve(answer);
  });
  return { client, paths };
}

Deno.test('studies are listed page by page', async () => {
  const { client, paths } = setUp(new Response('{"nextPageToken":"n"}'));
  equal((await client.list(EVERY_STUDY, 'p')).nextPageToken, 'n');
  equal(paths, ['/v1/workbench/studies?pageSize=50&pageToken=p']);
});

Deno.test('any study key is one part of the address', async () => {
  const { client, paths } = setUp(new Response('{"code":"NO_RESULT","message":"None yet."}', { status: 404 }));
  equal((await fails(client.study('a/b?c', true), Refused)).code, 'NO_RESULT');
  equal(paths, ['/v1/workbench/studies/a%2Fb%3Fc?includePoor=true']);
  equal(client.studyReport('a b', false), '/v1/workbench/studies/a%20b/explanation/study.html?includePoor=false');
  equal(client.clipReport('c'), '/v1/workbench/clips/c/explanation/report.html');
});
