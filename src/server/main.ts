import { connect } from './connection.ts';
import { serve } from './lsp.ts';

// Started by the extension: the transport (IPC, stdio or a socket) stands in the arguments.
serve(connect());
