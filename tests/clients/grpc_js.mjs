// Gouji from Node with @grpc/grpc-js: plain gRPC, nothing generated. From a checkout: tests/clients/run.sh grpc-js
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import {readdirSync, readFileSync} from 'node:fs';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {promisify} from 'node:util';

const samples = 'tests/data/reports';
const chunkBytes = 1 << 20;
const contract = protoLoader.loadSync('gouji/gateway/v1/gateway_service.proto', {
  includeDirs: ['protos'], keepCase: true, longs: String, enums: String, defaults: true});
const {GatewayService} = grpc.loadPackageDefinition(contract).gouji.gateway.v1;
// Over TLS grpc.credentials.createSsl().
const gateway = new GatewayService(process.env.GOUJI_ENDPOINT ?? '127.0.0.1:7400', grpc.credentials.createInsecure());
const metadata = new grpc.Metadata();
if (process.env.GOUJI_TOKEN) metadata.set('authorization', `Bearer ${process.env.GOUJI_TOKEN}`);
const call = (method, request) => promisify(gateway[method].bind(gateway))(request, metadata);

// Check a document: nothing is recorded.
const name = 'muquan-culture-2023.txt';
const checked = await call('CheckDocument', {document: readFileSync(`${samples}/${name}`), file_name: name});
console.log(`${name}: ${checked.assessment.failed} of the checks failed`);
for (const finding of checked.findings) console.log(`  ${finding.rule_id}: ${finding.message_en}`);

// Import a folder: documents go in chunks of at most 1 MiB; results come back in any order, each once its document is durable.
const files = readdirSync(samples).filter((file) => file.endsWith('.txt'));
function* chunks() {
  for (const file of files) {
    const bytes = readFileSync(`${samples}/${file}`);
    for (let start = 0, last = false; !last; start += chunkBytes) {
      last = start + chunkBytes >= bytes.length;
      yield {item_id: file, file_name: file, data: bytes.subarray(start, start + chunkBytes), last};
    }
  }
}
let recorded = 0, withErrors = 0;
await pipeline(Readable.from(chunks()), gateway.SubmitDocuments(metadata), async (results) => {
  for await (const {item_id, receipt, error} of results) {
    if (error) console.log(`${item_id}: ${error.reason}: ${error.message}`);
    if (receipt?.revision) ++recorded;
    if (receipt?.error_count) ++withErrors;
  }
});
console.log(`recorded ${recorded} of ${files.length} documents, ${withErrors} with errors`);

// Add up a year.
const {summary} = await call('Summarize', {filter: {years: [2023]}});
const received = summary.cells.find(({cell}) => cell === 'applications.newly_received.total');
const {counted_count, with_errors_count} = summary.coverage;
console.log(`2023: ${counted_count} reports counted, ${with_errors_count} of them with errors; applications received: ${received.sum}`);
gateway.close();
