// Asks a running server all that the audit suite of graphql-http asks, and fails when a MUST or a
// SHOULD of GraphQL over HTTP is not kept.
//
//   npm ci && node audit.mjs http://127.0.0.1:8080/graphql
import { serverAudits } from "graphql-http";

const url = process.argv[2];
if (!url) {
  console.error("usage: node audit.mjs URL");
  process.exit(2);
}

const counts = {};
let broken = 0;
for (const audit of serverAudits({ url })) {
  const { status, reason } = await audit.fn();
  const level = audit.name.split(" ")[0];
  counts[level] ??= { kept: 0, all: 0 };
  counts[level].all += 1;
  if (status === "ok") {
    counts[level].kept += 1;
  } else {
    console.log(`${status} ${audit.id} ${audit.name}: ${reason}`);
    if (level !== "MAY") broken += 1;
  }
}
for (const [level, { kept, all }] of Object.entries(counts)) {
  console.log(`${level} ${kept} of ${all}`);
}
process.exit(broken === 0 ? 0 : 1);
