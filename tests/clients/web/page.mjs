// Gouji from a page in a browser, with @connectrpc/connect-web. From a checkout: tests/clients/run.sh connect-web
import {createClient} from '@connectrpc/connect';
import {createConnectTransport} from '@connectrpc/connect-web';

import {GatewayService} from './gouji/gateway/v1/gateway_service_pb.js';

// `baseUrl` is the server's: the page's own origin, or one that allows it by --http_allowed_origins. `files` are those of an <input type="file" multiple>,
// `print` takes a line, and `token` may be empty.
export async function tour({baseUrl, files, print, token}) {
  const authorize = (next) => (request) => {
    if (token) request.header.set('Authorization', `Bearer ${token}`);
    return next(request);
  };
  const gateway = createClient(GatewayService, createConnectTransport({baseUrl, interceptors: [authorize]}));
  const document = async (file) => ({document: new Uint8Array(await file.arrayBuffer()), fileName: file.name});

  // Check a document: nothing is recorded.
  const file = files.find(({name}) => name === 'muquan-culture-2023.txt');
  const checked = await gateway.checkDocument(await document(file));
  print(`${file.name}: ${checked.assessment.failed} of the checks failed`);
  for (const finding of checked.findings) print(`  ${finding.ruleId}: ${finding.messageEn}`);

  // Import a folder: browsers send no streams, so call by call. Each answers once its document is durable.
  let recorded = 0, withErrors = 0;
  for (const file of files) {
    const {receipt} = await gateway.submitDocument(await document(file));
    if (receipt.revision) ++recorded;
    if (receipt.errorCount) ++withErrors;
  }
  print(`recorded ${recorded} of ${files.length} documents, ${withErrors} with errors`);

  // Add up a year.
  const {summary} = await gateway.summarize({filter: {years: [2023]}});
  const received = summary.cells.find(({cell}) => cell === 'applications.newly_received.total');
  const {countedCount, withErrorsCount} = summary.coverage;
  print(`2023: ${countedCount} reports counted, ${withErrorsCount} of them with errors; applications received: ${received.sum}`);
}
