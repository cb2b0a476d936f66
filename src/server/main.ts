import { connect } from './connection.ts';
import { serve } from './lsp.ts';
import { keepHeapSmall } from './node/small-heap.ts';

// Started by the extension: the transport (IPC, stdio or a socket) stands in the arguments.
keepHeapSmall();
serve(connect());
