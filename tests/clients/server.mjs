// The server that `run` has started: every client asks it over the network.
import assert from "node:assert/strict";

function told(name) {
  const value = process.env[name];
  assert(value, `${name} is not set: start the clients with tests/clients/run`);
  return value;
}

export const url = told("SERVER_URL");
export const socketUrl = `${url.replace(/^http/, "ws")}/ws`;
export const binary = told("SERVER_BINARY");
export const adminToken = told("VANORT_ADMIN_TOKEN");
