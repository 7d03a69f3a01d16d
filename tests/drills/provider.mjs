// An OpenID-certified provider on this machine: node provider.mjs PORT REDIRECT NUMBER. Whatever name one signs in
// with is the account's number, and NUMBER is the directory's number of whoever it is.
import { Provider } from "oidc-provider";

const [port, redirect, number] = process.argv.slice(2);
const client = { client_id: "riktning", client_secret: "between us", redirect_uris: [redirect] };
const provider = new Provider(`http://localhost:${port}`, {
  clients: [{ ...client, token_endpoint_auth_method: "client_secret_basic" }],
  pkce: { required: () => true },
  claims: { openid: ["sub", "employeeid"], profile: ["name"], email: ["email"] },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, employeeid: number }) }),
  features: { devInteractions: { enabled: true } },
});
provider.listen(port, "localhost", () => console.log("ready"));
