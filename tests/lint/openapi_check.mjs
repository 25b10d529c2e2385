// Validates an OpenAPI document, and holds JSON of a server to it.
//
//   node openapi_check.mjs DOCUMENT.json ANSWERS.json
//
// The answers are [{"schema": the name of a schema of the document, "value": …, "fits": whether it must}]. No object may have a member that its schema
// does not name, so that what is misspelt in either is found.
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const [document, answers] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const problems = [];

const { valid, errors } = await new Validator().validate(structuredClone(document));
if (!valid) problems.push(`no OpenAPI document: ${JSON.stringify(errors).slice(0, 2000)}`);

for (const schema of Object.values(document.components.schemas)) {
  if (schema.properties) schema.additionalProperties = false;
}
const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
addFormats(ajv);
ajv.addKeyword("components"); // not of JSON Schema, but where the schemas are
ajv.addSchema({ $id: "openapi:", components: document.components });
for (const { schema, value, fits } of answers) {
  const fitting = ajv.validate({ $ref: `openapi:#/components/schemas/${schema}` }, value);
  if (fitting === fits) continue;
  const found = fits ? JSON.stringify(ajv.errors).slice(0, 2000) : "fits, although it must not";
  problems.push(`${schema}: ${found}: ${JSON.stringify(value).slice(0, 500)}`);
}

for (const problem of problems) console.log(problem);
process.exit(problems.length > 0 ? 1 : 0);
