import { Client, NoAnswer, Refused, SignedOut } from '../../main/resources/web/app/api/client.ts';
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

Deno.test('a call without a session says so, and is not redirected', async () => {
  for (const status of [401, 499]) {
    const { client, calls, heard } = setUp(json({ code: 'UNAUTHENTICATED' }, status));
    let ended = 0;
    client.signedOut = () => ended++;
    await fails(client.stats(), SignedOut);
    equal([ended, heard], [1, [true]]);
    equal((calls[0].init.headers as Record<string, string>)['X-Requested-With'], 'JavaScript');
  }
});

Deno.test('a page of a proxy is a refusal without a code', async () => {
  const { client } = setUp(() => Promise.resolve(new Response('<html>', { status: 404 })));
  equal((await fails(client.stats(), Refused)).message, 'HTTP 404');
});

Deno.test('a page of a network that asks for a sign-in is no answer', async () => {
  const { client, heard } = setUp(() => Promise.resolve(new Response('<html>', { status: 200 })));
  await fails(client.stats(), NoAnswer);
  await fails(client.release({ taskId: 't', leaseToken: 'k' }), NoAnswer);
  equal(heard, [false, false]);
});

Deno.test('an answer that breaks off is no answer', async () => {
  const broken = (status: number) => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('network')) });
    return setUp(() => Promise.resolve(new Response(body, { status })));
  };
  for (const { client, heard } of [broken(200), broken(404)]) {
    await fails(client.picture('c', 1), NoAnswer);
    equal(heard, [false]);
  }
});

Deno.test('a call ends after a while without an answer', async () => {
  const { client, calls } = setUp(json({}));
  await client.stats();
  isTrue(calls[0].init.signal instanceof AbortSignal, 'waits for ever');
});

Deno.test('a frame is asked for by its identifier', async () => {
  const { client, calls } = setUp(json({ frames: [{ frameId: 'f' }] }));
  equal((await client.frame('f'))?.frameId, 'f');
  equal(calls[0].path, '/v1/annotation/frames/f');
});

Deno.test('a lost network and a service that is down may be tried again', async () => {
  const away = setUp(() => Promise.reject(new TypeError('network')));
  await fails(away.client.stats(), NoAnswer);
  equal(away.heard, [false]);
  const down = setUp(json({ code: 'PEER_DOWN', message: 'Down.' }, 503));
  equal((await fails(down.client.stats(), NoAnswer)).message, 'Down.');
  equal(down.heard, [false]);
});
