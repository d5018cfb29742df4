using Dcmon.Peers;

return await PeersCommand.RunAsync(args);
