/** A way to install the agent and to enrol its machine. */
export interface InstallCommand {
  title: string;
  where: string;
  command: string;
}

/**
 * One line each, to be run on the machine. The URL is a secret until it is used: `echo` is part of the shell, so that
 * no list of processes shows it.
 */
export function installCommands(url: string): readonly InstallCommand[] {
  const secret = `echo '${url}'`;
  return [
    {
      title: "With the archive", where: "in the unpacked dcmon-agent-VERSION-linux-x64.tar.gz (or -arm64)",
      command: `${secret} | sudo ./install-agent --url-file -`,
    },
    {
      title: "With the Debian package", where: "after apt install ./dcmon-agent_VERSION_amd64.deb",
      command: `${secret} | sudo dcmon-agent enroll - && sudo systemctl start dcmon-agent`,
    },
    {
      title: "Machine that was revoked", where: "the agent is installed, its identity is no longer good",
      command: `${secret} | sudo dcmon-agent enroll --force - && sudo systemctl restart dcmon-agent`,
    },
  ];
}
