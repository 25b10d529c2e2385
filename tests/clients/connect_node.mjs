// Gouji from Node with @connectrpc/connect-node, over HTTP/1.1. From a checkout: tests/clients/run.sh connect-node
import {createClient} from '@connectrpc/connect';
import {createConnectTransport} from '@connectrpc/connect-node';
import {readdirSync} from 'node:fs';
import {readFile} from 'node:fs/promises';

import {GatewayService} from './gouji/gateway/v1/gateway_service_pb.js';

const samples = 'tests/data/reports';
const chunkBytes = 1 << 20;
const token = process.env.GOUJI_TOKEN;
const authorize = (next) => (request) => {
  if (token) request.header.set('Authorization', `Bearer ${token}`);
  return next(request);
};
const gateway = createClient(GatewayService, createConnectTransport({
  baseUrl: process.env.GOUJI_HTTP ?? 'http://127.0.0.1:7480', httpVersion: '1.1', interceptors: [authorize]}));

// Check a document: nothing is recorded.
const fileName = 'muquan-culture-2023.txt';
const checked = await gateway.checkDocument({document: await readFile(`${samples}/${fileName}`), fileName});
console.log(`${fileName}: ${checked.assessment.failed} of the checks failed`);
for (const finding of checked.findings) console.log(`  ${finding.ruleId}: ${finding.messageEn}`);

// Import a folder: documents go in chunks of at most 1 MiB; results come back in any order, each once its document is durable.
const files = readdirSync(samples).filter((file) => file.endsWith('.txt'));
async function* chunks() {
  for (const file of files) {
    const bytes = await readFile(`${samples}/${file}`);
    for (let start = 0, last = false; !last; start += chunkBytes) {
      last = start + chunkBytes >= bytes.length;
      yield {itemId: file, fileName: file, data: bytes.subarray(start, start + chunkBytes), last};
    }
  }
}
let recorded = 0, withErrors = 0;
for await (const {itemId, result} of gateway.submitDocuments(chunks())) {
  if (result.case === 'error') console.log(`${itemId}: ${result.value.reason}: ${result.value.message}`);
  else if (result.value.revision) ++recorded;
  if (result.value.errorCount) ++withErrors;
}
console.log(`recorded ${recorded} of ${files.length} documents, ${withErrors} with errors`);

// Add up a year.
const {summary} = await gateway.summarize({filter: {years: [2023]}});
const received = summary.cells.find(({cell}) => cell === 'applications.newly_received.total');
const {countedCount, withErrorsCount} = summary.coverage;
console.log(`2023: ${countedCount} reports counted, ${withErrorsCount} of them with errors; applications received: ${received.sum}`);
