using System.Runtime.Versioning;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Secrets;

public sealed class KeyRingTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    /// <summary>A store restored without its key certificate: going on would make every sealed secret look damaged.</summary>
    [Fact]
    public async Task The_server_refuses_to_start_with_a_certificate_that_opens_none_of_the_keys()
    {
        await using (await TestServer.StartAsync(portal))
        {
            // The first start makes a key.
        }

        File.Delete(KeyFile);
        var refused = await Assert.ThrowsAsync<OperatorException>(() => TestServer.StartAsync(portal));
        Assert.Contains("keys.pfx opens 0 of the 1 keys", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_key_certificate_is_made_at_the_first_start_and_readable_by_its_owner_only()
    {
        File.Delete(KeyFile);
        await using (var db = portal.Credentials())
        {
            await db.DataProtectionKeys.ExecuteDeleteAsync();
        }

        await using var server = await TestServer.StartAsync(portal);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public async Task Keys_of_a_former_certificate_open_while_its_file_lies_beside_the_new_one()
    {
        await using (await TestServer.StartAsync(portal))
        {
            // The first start makes a key.
        }

        File.Move(KeyFile, Path.Combine(portal.Folder, "keys-old-2026.pfx"));
        await using var server = await TestServer.StartAsync(portal);

        Assert.True(File.Exists(KeyFile));
    }

    private string KeyFile => Path.Combine(portal.Folder, "keys.pfx");
}
