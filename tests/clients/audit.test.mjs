// All that the audit suite of graphql-http asks of a server: every MUST, SHOULD and MAY is kept.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { serverAudits } from "graphql-http";
import { url } from "./server.mjs";

const levels = { MUST: [], SHOULD: [], MAY: [] };

for (const audit of serverAudits({ url })) {
  const level = levels[audit.name.split(" ")[0]];
  test(`${audit.id} ${audit.name}`, async () => {
    const { status, reason } = await audit.fn();
    level.push(status);
    assert.equal(status, "ok", reason);
  });
}

after(() => {
  for (const [name, found] of Object.entries(levels)) {
    const kept = found.filter((status) => status === "ok").length;
    assert(found.length > 0, `no ${name} was asked`);
    console.log(`note: ${name} ${kept} of ${found.length}`);
  }
});
