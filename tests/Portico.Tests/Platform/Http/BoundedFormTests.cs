using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Portico.Platform.Http;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http;

public sealed class BoundedFormTests : IAsyncLifetime
{
    private const int Limit = 1_000;
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private HttpClient browser = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(
            portal,
            map: app => app.MapPost("/echo", EchoAsync).WithMetadata(new BoundedUploadAttribute(Limit)).AllowAnonymous()
        );
        browser = server.Browser();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(Limit, Limit)]
    [InlineData(Limit + 1, Limit + 1)]
    [InlineData(Limit + 2, Limit + 1)]
    [InlineData(40 * 1024 * 1024, Limit + 1)]
    public async Task Keeps_a_file_to_one_byte_more_than_it_may_have_and_every_field_around_it(int sent, int kept)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Zoë"), "before" },
            { new ByteArrayContent(new byte[sent]), "file", "logo ö.png" },
            { new StringContent("after all"), "after" },
        };

        var echo = await PostAsync(form);

        Assert.Equal(new Echo("Zoë", "after all", $"logo ö.png: {kept}"), echo);
    }

    [Fact]
    public async Task Where_nothing_was_chosen_there_is_no_file()
    {
        const string body =
            "--b\r\nContent-Disposition: form-data; name=\"before\"\r\n\r\nx\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n";
        using var form = new StringContent(body);
        form.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };

        Assert.Equal("", (await PostAsync(form)).Files);
    }

    [Fact]
    public async Task An_empty_file_with_a_name_is_one()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent([]), "file", "empty.png" } };

        Assert.Equal("empty.png: 0", (await PostAsync(form)).Files);
    }

    [Fact]
    public async Task Other_forms_are_read_as_ever()
    {
        using var form = new FormUrlEncodedContent([new("before", "x")]);

        Assert.Equal("x", (await PostAsync(form)).Before);
    }

    [Fact]
    public async Task Refuses_more_files_and_fields_than_any_page_has()
    {
        using var files = new MultipartFormDataContent();
        using var fields = new MultipartFormDataContent();
        for (var n = 0; n < 101; n++)
        {
            files.Add(new ByteArrayContent([1]), "file", "x.png");
            fields.Add(new StringContent("x"), "before");
        }

        using var long1 = new MultipartFormDataContent { { new StringContent(new string('x', 70_000)), "before" } };
        foreach (var form in new[] { files, fields, long1 })
        {
            using var answer = await browser.PostAsync("/echo", form);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    // Files: "name: length", separated by commas.
    private sealed record Echo(string? Before, string? After, string Files);

    private static async Task EchoAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var files = string.Join(", ", form.Files.Select(f => $"{f.FileName}: {f.Length}"));
        await context.Response.WriteAsJsonAsync(new Echo(form["before"], form["after"], files));
    }

    private async Task<Echo> PostAsync(HttpContent form)
    {
        using var answer = await browser.PostAsync("/echo", form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Echo>())!;
    }
}
