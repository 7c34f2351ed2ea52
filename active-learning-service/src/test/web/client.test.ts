import { Client, NoAnswer, Refused } from '../../main/resources/web/app/api/client.ts';
import { equal, fails, isTrue } from './check.ts';

function setUp(answer: () => Promise<Response>) {
  const calls: { path: string; init: RequestInit }[] = [];
  const heard: boolean[] = [];
  const client = new Client((answered) => heard.push(answered), (path, init) => {
    calls.push({ path, init });
    return answer();
  });
  return { client, calls, heard };
}

const json = (body: unknown, status = 200) => () => Promise.resolve(new Response(JSON.stringify(body), { status }));

Deno.test('a call about a lease states task and token', async () => {
  const { client, calls } = setUp(json({ leaseExpiresAt: '2026-01-01T00:00:00Z' }));
  equal(await client.extend({ taskId: 't', leaseToken: 'k' }), '2026-01-01T00:00:00Z');
  equal(calls[0].path, '/v1/annotation/leases/t/extend');
  equal(calls[0].init.body, '{"taskId":"t","leaseToken":"k"}');
});

Deno.test('an empty queue is no lease', async () => equal(await setUp(json({})).client.leaseNext(), undefined));

Deno.test('a local user is named, if there is one', async () => {
  const { client, calls } = setUp(json({}));
  await client.stats();
  client.user = 'Ann';
  await client.stats();
  isTrue(!('echomotion-user' in (calls[0].init.headers as object)), 'named without a name');
  equal((calls[1].init.headers as Record<string, string>)['echomotion-user'], 'Ann');
});

Deno.test('a refusal has its code and its sentence', async () => {
  const refused = await fails(setUp(json({ code: 'LEASE_LOST', message: 'Gone.' }, 412)).client.stats(), Refused);
  equal([refused.code, refused.message, refused.leaseLost], ['LEASE_LOST', 'Gone.', true]);
});

Deno.test('a page of a proxy is a refusal without a code', async () => {
  const { client } = setUp(() => Promise.resolve(new Response('<html>', { status: 404 })));
  equal((await fails(client.stats(), Refused)).message, 'HTTP 404');
});

Deno.test('a lost network and a service that is down may be tried again', async () => {
  const away = setUp(() => Promise.reject(new TypeError('network')));
  await fails(away.client.stats(), NoAnswer);
  equal(away.heard, [false]);
  const down = setUp(json({ code: 'PEER_DOWN', message: 'Down.' }, 503));
  equal((await fails(down.client.stats(), NoAnswer)).message, 'Down.');
  equal(down.heard, [false]);
});
